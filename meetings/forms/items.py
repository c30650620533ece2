"""議題の入力: what is written down at the table, who does what until when, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from cases.models import TaskStanding
from districts.models import Agency, Staff
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.fields import ChoiceField, DayField, Radios, TextField
from meetings.actions.sharing import MOST, Role
from meetings.models import AgendaItem, Decision, ItemRole

MEMO_LIMIT, WORDING_LIMIT, WHAT_LIMIT = 20_000, 2000, 200
MOST_DIGITS = 9
PREFIX = "roles"
BLANK = ("whom", "what", "due_on")
Groups = list[tuple[str, list[tuple[str, str]]]]


class PadField(TextField):
    """Kept while it is typed: the line that is just begun must not vanish under the hand."""

    def to_python(self, value: Any) -> str:
        text = (value or "").replace("\r\n", "\n").replace("\r", "\n")
        words = super().to_python(text)
        return f"{words}{text[len(text.rstrip()) :]}" if words else ""


class MemoForm(forms.Form):
    memo = PadField(label="議事メモ", limit=MEMO_LIMIT, rows=6)
    base = PadField(label="議事メモ", limit=MEMO_LIMIT, widget=forms.HiddenInput())


class ItemForm(MemoForm):
    decision = ChoiceField(label="決定", choices=Decision.choices, required=False, widget=Radios())
    wording = TextField(label="決定の文（資料に残る）", limit=WORDING_LIMIT, rows=3)
    next_check_on = DayField(label="次に確かめる日")


class RoleForm(forms.Form):
    """One row; a blank one is no row."""

    id = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput()
    )
    was = forms.CharField(required=False, widget=forms.HiddenInput())
    whom = ChoiceField(label="だれが", choices=(), required=False)
    what = TextField(label="なにを", limit=WHAT_LIMIT, rows=1)
    due_on = DayField(label="いつまで")
    standing = ChoiceField(label="立場", choices=TaskStanding.choices)

    def __init__(self, *args: Any, doers: Groups, **options: Any) -> None:
        super().__init__(*args, **options)
        whom: Any = self.fields["whom"]
        whom.choices = [("", "えらぶ"), *_with(doers, self._now("whom"))]
        self.fields["what"].widget.attrs["class"] = "auto"

    @property
    def blank(self) -> bool:
        return not any(self._now(name) for name in BLANK)

    def _now(self, name: str) -> str:
        if self.is_bound:
            return str(self.data.get(self.add_prefix(name), ""))
        return str(self.initial.get(name) or "")


def groups(item: AgendaItem, *, today: date) -> Groups:
    """Who sits at the sitting first, then every agency there is."""
    here = item.meeting.members.filter(left_at__isnull=True).select_related("agency", "staff")
    houses: dict[int, str] = {}
    people: list[tuple[str, str]] = []
    for one in here:
        if one.agency is None:
            people.append((f"w:{one.name}"[:102], f"{one.name}{one.title and f'（{one.title}）'}"))
            continue
        houses[one.agency.pk] = one.agency.short_name or one.agency.name
        if one.staff is not None:
            people.append((f"s:{one.staff.pk}", f"{houses[one.agency.pk]}・{one.staff.name}"))
    rest = Agency.objects.valid_on(today).exclude(pk__in=houses).order_by("name")
    return [
        ("この会議の機関", [(f"a:{pk}", name) for pk, name in houses.items()]),
        ("この会議の方", people),
        ("ほかの機関", [(f"a:{one.pk}", one.name) for one in rest]),
    ]


def rows_of(item: AgendaItem) -> list[dict[str, Any]]:
    """The rows as the page begins with them, each with what stood there."""
    return [initial(one) for one in item.roles.all()]


def initial(one: ItemRole) -> dict[str, Any]:
    told = {
        "whom": _whom(one),
        "what": one.what,
        "due_on": one.due_on.isoformat() if one.due_on else "",
        "standing": one.standing,
    }
    shown = {"due_on": wareki.short(one.due_on) if one.due_on else ""}
    return {"id": one.pk, "was": json.dumps(told, ensure_ascii=False), **told, **shown}


def count(posted: QueryDict) -> int:
    return min(_number(posted.get(f"{PREFIX}-count", "")), MOST + 1)


def forms_of(posted: QueryDict, doers: Groups) -> list[RoleForm]:
    """Every row that was sent and says anything."""
    sent = [RoleForm(posted, prefix=f"{PREFIX}-{at}", doers=doers) for at in range(count(posted))]
    return [one for one in sent if not one.blank]


def typed(form: RoleForm) -> dict[str, Any]:
    """The row as it was typed, to be shown again."""
    return {name: form.data.get(form.add_prefix(name), "") for name in form.fields}


def fresh(rows: Sequence[dict[str, Any]], doers: Groups) -> list[RoleForm]:
    return [
        RoleForm(initial=row, prefix=f"{PREFIX}-{at}", doers=doers) for at, row in enumerate(rows)
    ]


def known(posted: QueryDict) -> list[int]:
    return [_number(one) for one in posted.getlist("known")]


def role(form: RoleForm) -> Role:
    """Of a row that is readable."""
    said = form.cleaned_data
    was = _was(said["was"])
    return Role(
        id=said["id"],
        what=said["what"],
        due_on=said["due_on"],
        standing=said["standing"],
        was=was,
        **_doer(said["whom"]),
    )


def _was(text: str) -> dict[str, Any] | None:
    try:
        told = json.loads(text)
        day = date.fromisoformat(told["due_on"]) if told["due_on"] else None
        read = {"what": str(told["what"]), "due_on": day, "standing": str(told["standing"])}
        return {**read, **_doer(str(told["whom"]))}
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _whom(one: ItemRole) -> str:
    if one.staff_id and one.agency_id:
        return f"s:{one.staff_id}"
    return f"a:{one.agency_id}" if one.agency_id else one.who and f"w:{one.who}"


def _doer(code: str) -> dict[str, Any]:
    """Whom a choice stands for; the choices themselves were checked by the field."""
    kind, _, key = code.partition(":")
    none: dict[str, Any] = {"agency": None, "staff": None, "who": ""}
    if kind == "w":
        return none | {"who": key}
    if kind == "a":
        return none | {"agency": Agency.objects.filter(pk=_number(key)).first()}
    staff = Staff.objects.select_related("agency").filter(pk=_number(key)).first()
    return none | {"staff": staff, "agency": staff and staff.agency}


def _number(text: str) -> int:
    """What a page sends as a key; what is none leads to nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def _with(doers: Groups, now: str) -> Groups:
    """What a row holds already stays a choice, even where nobody would pick it today."""
    shown = [(name, options) for name, options in doers if options]
    if not now or any(now == code for _, options in shown for code, _ in options):
        return shown
    given = _doer(now)
    name = given["who"] or (given["staff"] or given["agency"] or "")
    words = name if isinstance(name, str) else name.name
    return [*shown, ("この行", [(now, words)])] if words else shown
