"""管理サイト: what the city's rule asks of a 縁側 and pays, what people like, and when they are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from engawa.models import Condition, Interest, Rhythm, SubsidyStep

if TYPE_CHECKING:
    Master = admin.ModelAdmin[Model]
else:
    Master = admin.ModelAdmin


class Kept(Master):
    """What was once in use stays: it is retired instead."""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Condition)
class ConditionAdmin(Kept):
    list_display = ["label", "kinds", "position", "active"]
    list_editable = ["position", "active"]


@admin.register(Interest)
class InterestAdmin(Kept):
    list_display = ["label", "position", "active"]
    list_editable = ["position", "active"]


@admin.register(Rhythm)
class RhythmAdmin(Kept):
    list_display = ["label", "after", "whom", "days", "kind", "position", "active"]
    list_editable = ["days", "position", "active"]
    list_filter = ["after", "whom"]


@admin.register(SubsidyStep)
class SubsidyStepAdmin(Master):
    list_display = ["kind", "days_from", "yen", "valid_from", "source"]
    list_filter = ["kind"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
