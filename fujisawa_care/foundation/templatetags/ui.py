"""画面の部品: icons, chips, dates and fields, so that pages stay short and say the same things alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fujisawa_care.foundation import daywords, wareki

register = template.Library()

# what a page may say of a control, beside its label
ATTRS = {
    "autofocus": "autofocus",
    "data_alt": "data-alt",
    "data_kana": "data-kana",
    "data_key": "data-key",
    "future": "data-future",
    "list": "list",
    "pad": "data-pad",
    "placeholder": "placeholder",
    "rows": "rows",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, classes: str = "i") -> SafeString:
    """Decoration: the word beside it says the same."""
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def chip(tone: str, sign: str, *words: object) -> SafeString:
    """A state in colour, icon and word; `tone` and `sign` may be empty."""
    return format_html(
        '<span class="{}">{}{}</span>',
        f"chip {tone}".strip(),
        icon(sign) if sign else "",
        "".join(str(word) for word in words),
    )


# ---- dates ----


@register.simple_tag
def today_words() -> str:
    return daywords.spoken(timezone.localdate())


@register.simple_tag
def today_iso() -> str:
    return timezone.localdate().isoformat()


@register.filter(name="wareki")
def wareki_day(day: date | None) -> str:
    return wareki.long(day) if day else ""


@register.filter
def wareki_short(day: date | None) -> str:
    return wareki.short(day) if day else ""


@register.filter
def spoken(day: date | None) -> str:
    """11月27日（金）, with the year where it is another one."""
    return daywords.spoken(_day(day), today=timezone.localdate()) if day else ""


@register.filter
def weekday(day: date | None) -> str:
    return daywords.weekday(_day(day)) if day else ""


@register.filter
def moment(at: datetime | None) -> str:
    return daywords.moment(at, today=timezone.localdate()) if at else ""


@register.filter
def clock(at: datetime | None) -> str:
    return daywords.clock(at) if at else ""


@register.filter
def since(at: datetime | None) -> str:
    return daywords.since(at, now=timezone.now()) if at else ""


@register.filter
def distance(due: date | None) -> str:
    """4日すぎ, 今日, あと3日."""
    return daywords.distance(_day(due), today=timezone.localdate()) if due else ""


@register.filter
def is_today(day: date | None) -> bool:
    return bool(day) and _day(day) == timezone.localdate()


@register.filter
def is_this_year(day: date | None) -> bool:
    return bool(day) and _day(day).year == timezone.localdate().year


@register.filter
def is_over(due: date | None) -> bool:
    return bool(due) and _day(due) < timezone.localdate()


def _day(day: date | datetime | None) -> date:
    if isinstance(day, datetime):
        return timezone.localtime(day).date()
    return day or date.min


@register.simple_tag
def idle_minutes() -> int:
    """Silence after which a session ends."""
    return settings.SESSION_COOKIE_AGE // 60


# ---- forms ----


@register.inclusion_tag("parts/errsum.html")
def errsum(form: BaseForm | None, goal: str = "保存できます") -> dict[str, Any]:
    """What stands between the person and the goal, each with a link to its field."""
    if form is None:
        return {}
    problems = [
        {"to": _first_id(form[name]) if name in form.fields else "", "words": words}
        for name, errors in form.errors.items()
        for words in errors
    ]
    return {"problems": problems, "count": len(problems), "goal": goal}


@register.simple_tag
def control(bound: BoundField, size: str = "", **words: str) -> SafeString:
    """The control alone, where its label stands elsewhere."""
    return _control(bound, size, words)


@register.simple_tag
def cell(bound: BoundField, row: int) -> SafeString:
    """A control in a table: the row and the column are its label."""
    attrs: dict[str, Any] = {"class": f"in s {bound.field.widget.attrs.get('class', '')}".strip()}
    if bound.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_e"}
    return bound.as_widget(attrs=attrs | {"aria-label": f"{row}行目 {bound.label}"})


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, classes: str = "", size: str = "", **words: str) -> dict[str, Any]:
    """A labelled control; `opt` stands beside the label, `hint` below, `echo` reads a 和暦 back."""
    return {
        "bound": bound,
        "control": _control(bound, size, words),
        "classes": classes,
        "offer": _offer(bound),
        **words,
    }


@register.inclusion_tag("parts/seg.html")
def seg(bound: BoundField, classes: str = "", legend: str = "lb", opt: str = "") -> dict[str, Any]:
    """A few radios side by side."""
    return {"bound": bound, "classes": classes, "legend": legend, "opt": opt}


@register.inclusion_tag("parts/checks.html")
def checks(bound: BoundField, legend: str = "lb", opt: str = "") -> dict[str, Any]:
    """Check chips, or radios in the same shape."""
    return {"bound": bound, "legend": legend, "opt": opt}


def _control(bound: BoundField, size: str, words: Mapping[str, str]) -> SafeString:
    described = [
        part
        for part, there in (
            (f"{bound.auto_id}_e", bool(bound.errors)),
            (f"{bound.auto_id}_h", bool(words.get("opt") or words.get("hint"))),
            (f"{bound.auto_id}_v", bool(words.get("echo"))),
        )
        if there
    ]
    attrs: dict[str, Any] = {"class": f"in {size}".strip()}
    if described:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if "echo" in words:
        attrs["data-wareki"] = f"{bound.auto_id}_v"
    attrs |= {ATTRS[name]: words[name] for name in ATTRS if name in words}
    return bound.as_widget(attrs=attrs)


def _offer(bound: BoundField) -> str:
    """What would fit the field, where the refusal knows it."""
    errors = bound.form.errors.as_data().get(bound.name, [])
    told = [error.params or {} for error in errors]
    return next((params["offer"] for params in told if params.get("offer")), "")


def _first_id(bound: BoundField) -> str:
    return bound.id_for_label or f"{bound.auto_id}_0"
