"""管理サイト: bodies, their grounds, themes and agreements, as master data; nothing of a sitting stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from meetings.models import (
    Initiative,
    LegalBasis,
    MeetingBody,
    Pact,
    PactTheme,
    PastSitting,
    Theme,
)

if TYPE_CHECKING:
    Bases = admin.ModelAdmin[LegalBasis]
    Bodies = admin.ModelAdmin[MeetingBody]
    Master = admin.ModelAdmin[Model]
    Rows = admin.TabularInline[Model, Model]
else:
    Bases = admin.ModelAdmin
    Bodies = admin.ModelAdmin
    Master, Rows = admin.ModelAdmin, admin.TabularInline


@admin.register(LegalBasis)
class LegalBasisAdmin(Bases):
    """What a sitting once stood on stays: it is retired instead."""

    list_display = ["name", "without_consent", "secrecy", "position", "active"]
    list_editable = ["position", "active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(MeetingBody)
class MeetingBodyAdmin(Bodies):
    list_display = ["name", "kind", "district", "packet_days", "sight_days", "position", "active"]
    list_filter = ["kind", "active"]
    list_editable = ["packet_days", "sight_days", "position", "active"]
    filter_horizontal = ["bases"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "kind"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Kept(Master):
    """What was once in use stays: it is ended or put right instead."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Signed(Kept):
    """Whoever puts it right stands beside it, as at every other door."""

    readonly_fields = ["written_by", "version", "updated_at"]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001  (Django calls it so)
        obj.written_by, obj.updated_at = request.user, timezone.now()
        if not change and hasattr(obj, "created_at"):
            obj.created_at = obj.updated_at
        super().save_model(request, obj, form, change)


@admin.register(Theme)
class ThemeAdmin(Kept):
    list_display = ["number", "name", "source"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []


@admin.register(Initiative)
class InitiativeAdmin(Signed):
    list_display = ["what", "theme", "fiscal_year", "section"]
    list_filter = ["theme", "fiscal_year"]
    search_fields = ["what", "section"]


class PactThemeRows(Rows):
    model = PactTheme
    min_num, extra = 1, 0
    validate_min = True


@admin.register(Pact)
class PactAdmin(Signed):
    list_display = ["partner", "section", "since", "until", "ended_on"]
    list_filter = ["themes", "fictional"]
    search_fields = ["partner", "section"]
    exclude = ["created_at"]
    inlines = [PactThemeRows]


@admin.register(PastSitting)
class PastSittingAdmin(Kept):
    list_display = ["body", "fiscal_year", "ordinal", "part", "held_on", "said", "source"]
    list_filter = ["fiscal_year", "body__kind"]
