"""管理サイト: the items of the 聞き取り and the lists of plans, as master data; nothing of a case stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from cases.models import AssessmentItem, ChangeSeen, SupportMenu

if TYPE_CHECKING:
    Master = admin.ModelAdmin[AssessmentItem]
    MenuMaster = admin.ModelAdmin[SupportMenu | ChangeSeen]
else:
    Master = MenuMaster = admin.ModelAdmin


@admin.register(AssessmentItem)
class AssessmentItemAdmin(Master):
    """What was once asked stays: it is retired instead."""

    list_display = ["label", "section", "kind", "reported", "position", "active"]
    list_filter = ["section", "reported", "active"]
    list_editable = ["position", "active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code", "kind"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SupportMenu, ChangeSeen)
class ListedAdmin(MenuMaster):
    """A code that plans were written with stays: the entry is retired instead."""

    list_display = ["label", "position", "active", "source"]
    list_editable = ["position", "active"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
