"""管理サイト: bodies and the grounds they sit on, as master data; nothing of a sitting stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from meetings.models import LegalBasis, MeetingBody

if TYPE_CHECKING:
    Bases = admin.ModelAdmin[LegalBasis]
    Bodies = admin.ModelAdmin[MeetingBody]
else:
    Bases = admin.ModelAdmin
    Bodies = admin.ModelAdmin


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
