"""管理サイト: master data and accounts, for system administrators; nothing here is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest

from districts.models import (
    Agency,
    Block,
    BlockScheme,
    District,
    Population,
    Posting,
    Programme,
    ReportColumn,
    ReportForm,
    ReportRow,
    Role,
    Staff,
    Topic,
    Town,
    TownDistrict,
)

admin.site.site_header = admin.site.site_title = "つなぐ台帳 システム管理"
admin.site.index_title = "まちのデータと職員"
admin.site.unregister(Group)


if TYPE_CHECKING:
    Master = admin.ModelAdmin[Model]
    Rows = admin.TabularInline[Model, Model]
    Accounts = UserAdmin[Staff]
else:
    Master, Rows, Accounts = admin.ModelAdmin, admin.TabularInline, UserAdmin


class Kept:
    """What was once in use stays: it is ended or retired instead."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PopulationRows(Kept, Rows):
    model = Population
    extra = 0


@admin.register(District)
class DistrictAdmin(Kept, Master):
    list_display = ["code", "name", "kana", "centre_name", "centre_tel"]
    inlines = [PopulationRows]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class BlockRows(Kept, Rows):
    model = Block
    extra = 0
    filter_horizontal = ["districts"]


@admin.register(BlockScheme)
class BlockSchemeAdmin(Kept, Master):
    inlines = [BlockRows]


class TownDistrictRows(Rows):
    """A wrong proposal may go; the district of a case was confirmed by a person."""

    model = TownDistrict
    extra = 0


@admin.register(Town)
class TownAdmin(Kept, Master):
    list_display = ["name", "kana", "postal_code"]
    search_fields = ["name", "kana", "postal_code"]
    inlines = [TownDistrictRows]


@admin.register(Topic)
class TopicAdmin(Kept, Master):
    list_display = ["label", "code", "position", "active"]
    ordering = ["position"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Agency)
class AgencyAdmin(Kept, Master):
    list_display = ["name", "type", "kind", "valid_from", "valid_until", "accepts_referrals"]
    list_filter = ["type", "citywide", "accepts_referrals", "fictional", "topics"]
    search_fields = ["name", "short_name", "kind"]
    filter_horizontal = ["topics", "districts", "blocks"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name != "programmes":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            label="担う事業",
            choices=Programme.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class PostingRows(Kept, Rows):
    model = Posting
    extra = 0


@admin.register(Staff)
class StaffAdmin(Kept, Accounts):
    """Ending or moving an account waits until nothing hangs on it, so neither is a field here."""

    list_display = ["username", "name", "role", "agency", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["username", "name", "kana", "agency__name"]
    ordering = ["username"]
    list_select_related = ["agency"]
    filter_horizontal = []
    readonly_fields = ["is_active", "last_login", "date_joined"]
    inlines = [PostingRows]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("職員", {"fields": ["name", "kana", "email", "role", "agency"]}),
        ("記録", {"fields": ["is_active", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2"]}),
        ("職員", {"fields": ["name", "kana", "email", "role", "agency"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*self.readonly_fields, *(("role", "agency") if obj else ())]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  (Django calls it so)
        """The role alone decides who may come in here."""
        obj.is_staff = obj.role == Role.ADMINISTRATOR
        obj.is_superuser = obj.is_staff
        super().save_model(request, obj, form, change)


class ReportRows(Rows):
    model = ReportRow
    extra = 0


class ReportColumns(Rows):
    model = ReportColumn
    extra = 0


@admin.register(ReportForm)
class ReportFormAdmin(Kept, Master):
    list_display = ["name", "title", "retired_at"]
    inlines = [ReportRows, ReportColumns]
