"""日付のことば: days, hours and distances as they are spoken at the counter."""

from __future__ import annotations

from datetime import date, datetime

from fujisawa_care.foundation.workdays import TOKYO

WEEKDAYS = "月火水木金土日"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def spoken(day: date, *, today: date | None = None) -> str:
    """11月27日（金）; with `today`, days of another year carry the year."""
    year = f"{day.year}年" if today and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日（{weekday(day)}）"


def clock(at: datetime) -> str:
    local = at.astimezone(TOKYO)
    return f"{local.hour}:{local.minute:02}"


def moment(at: datetime, *, today: date | None = None) -> str:
    """11月24日（火）10:33."""
    return spoken(at.astimezone(TOKYO).date(), today=today) + clock(at)


def since(at: datetime, *, now: datetime) -> str:
    """As short as a list allows: 9:12 today, 昨日, 11/20, 2025/11/20."""
    local, today = at.astimezone(TOKYO).date(), now.astimezone(TOKYO).date()
    if local == today:
        return clock(at)
    if (today - local).days == 1:
        return "昨日"
    year = "" if local.year == today.year else f"{local.year}/"
    return f"{year}{local.month}/{local.day}"


def distance(due: date, *, today: date) -> str:
    """4日すぎ, 今日, あと3日."""
    days = (due - today).days
    if days < 0:
        return f"{-days}日すぎ"
    return f"あと{days}日" if days else "今日"


def lasting(seconds: int) -> str:
    """1分, 90秒, 2時間."""
    for unit, word in ((3600, "時間"), (60, "分")):
        if seconds and seconds % unit == 0:
            return f"{seconds // unit}{word}"
    return f"{seconds}秒"
