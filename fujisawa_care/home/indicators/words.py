"""切り口のことば: what a cut is called, and what each of its keys is called, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from cases.models import (
    Channel,
    ClosingOutcome,
    Consulter,
    Counterpart,
    Method,
    RecordOutcome,
    ReferralKind,
)
from districts.models import Agency, District, Topic
from engawa.models import Generation, Site
from engawa.states import ParticipationState
from fujisawa_care.foundation import wareki
from fujisawa_care.home.indicators.shape import MONTH, UNKNOWN, Period
from meetings.models import MeetingKind, Reason

NOT_KNOWN = "わからない"
AGES = {
    "0-17": "17歳まで",
    "18-39": "18〜39歳",
    "40-64": "40〜64歳",
    "65-74": "65〜74歳",
    "75-": "75歳から",
}
Names = Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Cut:
    """`overlaps` where one thing lies under several keys, so that the parts are more than the whole."""

    label: str
    names: Names
    overlaps: bool = False
    long: bool = False


def _of(choices: type[TextChoices]) -> Names:
    return lambda: dict(choices.choices)


def _districts() -> Mapping[str, str]:
    return dict(District.objects.values_list("code", "name"))


def _agencies() -> Mapping[str, str]:
    rows = Agency.objects.order_by("name").values_list("pk", "name", "short_name")
    return {str(pk): short or name for pk, name, short in rows}


def _sites() -> Mapping[str, str]:
    return {str(pk): name for pk, name in Site.objects.order_by("name").values_list("pk", "name")}


def _topics() -> Mapping[str, str]:
    return dict(Topic.objects.values_list("code", "label"))


CUTS: Mapping[str, Cut] = {
    MONTH: Cut("月", dict),
    "district": Cut("地区", _districts),
    "agency": Cut("機関", _agencies, long=True),
    "from_agency": Cut("つなぎ元", _agencies, long=True),
    "channel": Cut("受けた方法", _of(Channel)),
    "consulter": Cut("話した方", _of(Consulter)),
    "main_topic": Cut("いちばんの困りごと", _topics),
    "topic": Cut("困りごと（重なりあり）", _topics, overlaps=True),
    "age": Cut("年代", lambda: AGES),
    "kind": Cut("つなぎ方", _of(ReferralKind)),
    "closing": Cut("終わりのかたち", _of(ClosingOutcome)),
    "meeting": Cut("会議の種類", _of(MeetingKind)),
    "reason": Cut("議題の理由", _of(Reason)),
    "method": Cut("方法", _of(Method)),
    "result": Cut("結果", _of(RecordOutcome)),
    "counterpart": Cut("相手", _of(Counterpart)),
    "state": Cut("参加支援のようす", _of(ParticipationState)),
    "generation": Cut("年齢のくくり", _of(Generation)),
    "site": Cut("縁側", _sites, long=True),
}


def names(cut: str, period: Period, found: Iterable[str] = ()) -> dict[str, str]:
    """Every key with its name; of a long list only those `found`, and 不明 only where it is needed."""
    there = {*found}
    if cut == MONTH:
        return {each.month: month_name(each.month) for each in period.months()}
    known = CUTS[cut].names()
    shown = {key: name for key, name in known.items() if key in there or not CUTS[cut].long}
    gone = {key: key for key in sorted(there - {*known, UNKNOWN})}
    return shown | gone | ({UNKNOWN: NOT_KNOWN} if UNKNOWN in there else {})


def month_name(month: str) -> str:
    """令和8年11月 for 2026-11, named as its last days are."""
    last = Period.of_month(month).until
    return f"{wareki.long(last).partition('年')[0]}年{last.month}月"
