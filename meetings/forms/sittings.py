"""会議の予定・出席者の入力."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from cases.forms.follow_ups import ClockField
from districts.models import BLIND, Agency, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import (
    Checks,
    ChoiceField,
    DayField,
    OneOf,
    Radios,
    SomeOf,
    TextField,
)
from fujisawa_care.foundation.workdays import TOKYO
from meetings.actions.meetings import ANSWERS, Sitting
from meetings.actions.members import Called
from meetings.actions.series import Repeated
from meetings.models import Answer, LegalBasis, Meeting, MeetingBody, Rhythm

REPEATS = (("", "一度だけ"), (Rhythm.WEEKLY, "毎週"), (Rhythm.MONTHLY, "毎月 同じ第○曜日"))
NAMES = {"starts_at": "begins", "ends_at": "ends", "packet_due_on": "packet_on"}


class SittingForm(forms.Form):
    """The day, from when to when and where; more where it is wanted."""

    on = DayField(label="日", limit=40, required=True)
    begins = ClockField(label="はじめ")
    ends = ClockField(label="終わり")
    place = TextField(label="場所", limit=100)
    online_url = TextField(label="オンラインのアドレス", limit=200)
    title = TextField(label="テーマ", limit=100)
    bases = SomeOf(label="根拠", queryset=LegalBasis.objects.filter(active=True), widget=Checks())
    emergency = forms.BooleanField(label="緊急に開く（必要な方だけ）", required=False)
    packet_on = DayField(label="資料の期限", limit=40)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name in ("begins", "ends"):
            if name not in self.errors and given.get(name) is None:
                self.add_error(name, f"{self.fields[name].label}の時刻を入れてください")
        return given

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "starts_at": _moment(given["on"], given["begins"]),
            "ends_at": _moment(given["on"], given["ends"]),
            "place": given["place"],
            "online_url": given["online_url"],
            "title": given["title"],
            "emergency": given["emergency"],
            "packet_due_on": given["packet_on"],
            "bases": frozenset(one.pk for one in given["bases"]),
        }


class CallForm(SittingForm):
    body = OneOf(
        label="会議体",
        queryset=MeetingBody.objects.active(),
        required=True,
        empty_label="えらんでください",
    )
    repeat = ChoiceField(
        label="くり返し", choices=REPEATS, required=False, widget=Radios(), initial=""
    )
    until = DayField(label="いつまでくり返すか", limit=40)
    field_order = ("body",)

    def __init__(
        self, *args: Any, bodies: QuerySet[MeetingBody] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if bodies is not None:
            body: Any = self.fields["body"]
            body.queryset = bodies

    def plan(self) -> Sitting:
        """Without a tick the sitting stands on the ground of its body."""
        said, bases = self.said(), tuple(self.cleaned_data["bases"])
        return Sitting(**said | {"bases": bases or None})

    def repeated(self) -> Repeated | None:
        """The rhythm in which the day that was typed lies."""
        given = self.cleaned_data
        if not (rhythm := given["repeat"]):
            return None
        on = given["on"]
        return Repeated(
            rhythm=rhythm,
            week=(on.day - 1) // 7 + 1 if rhythm == Rhythm.MONTHLY else None,
            weekday=on.weekday(),
            starts_at=given["begins"],
            ends_at=given["ends"],
            since=on,
            until=given["until"],
            place=given["place"],
            online_url=given["online_url"],
        )


class MemberForm(forms.Form):
    """Somebody with an account, or a name from outside."""

    staff = OneOf(label="職員", queryset=Staff.objects.none(), empty_label="えらんでください")
    name = TextField(label="職員でない方の名前", limit=100)
    agency = OneOf(
        label="その方の機関", queryset=Agency.objects.none(), empty_label="なし・そのほか"
    )
    title = TextField(label="立場・職種", limit=60)
    chairs = forms.BooleanField(label="議長", required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = meeting.members.filter(left_at__isnull=True, staff__isnull=False)
        at_work = Staff.objects.filter(is_active=True).exclude(role__in=BLIND)
        fields: dict[str, Any] = self.fields
        staff = at_work.exclude(pk__in=here.values("staff")).select_related("agency")
        fields["staff"].queryset = staff.order_by("agency__name", "kana", "name")
        fields["staff"].label_from_instance = lambda one: f"{one.agency.name}　{one.name}"
        fields["agency"].queryset = Agency.objects.order_by("name")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("staff") and given.get("name"):
            self.add_error("name", "職員をえらんだときは、名前を空にしてください")
        return given

    def who(self) -> Called:
        return Called(**self.cleaned_data)


class AnswerForm(forms.Form):
    answer = ChoiceField(
        label="出席できますか",
        choices=[(one, one.label) for one in ANSWERS],
        widget=Radios(),
    )


class CancelForm(forms.Form):
    because = TextField(label="取りやめるわけ", limit=500, required=True)


def carried(facts: dict[str, Any]) -> dict[str, Any]:
    """What is planned, as the fields of the form hold it."""
    begins, ends = (facts[name].astimezone(TOKYO) for name in ("starts_at", "ends_at"))
    due = facts["packet_due_on"]
    return {
        "on": wareki.short(begins.date()),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
        "place": facts["place"],
        "online_url": facts["online_url"],
        "title": facts["title"],
        "emergency": "on" if facts["emergency"] else "",
        "packet_on": wareki.short(due) if due else "",
        "bases": " ".join(sorted(facts["bases"])),
    }


def read(was: dict[str, str]) -> dict[str, Any]:
    """What the page carried, as the action compares it; what cannot be read is left out."""
    data: dict[str, Any] = {**was, "bases": was.get("bases", "").split()}
    form = SittingForm(data)
    return form.said() if was and form.is_valid() else {}


def proposed(day: date | None = None) -> dict[str, Any]:
    on = day or timezone.localdate()
    return {"on": wareki.short(on), "begins": "14:00", "ends": "15:30"}


def asked(member: Answer | str) -> dict[str, str]:
    return {"answer": member} if member in ANSWERS else {}


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=TOKYO)
