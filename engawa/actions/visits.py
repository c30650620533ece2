"""見学: asked for without a name, answered by the place or for it, gone to, missed or taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.actions import issues, reminders
from cases.models import Case, ReminderKind
from districts.models import Role, Staff
from engawa import rules_way
from engawa.actions import check_ins, tray, ways
from engawa.models import After, Participation, Site, VisitAsked
from engawa.states import ParticipationState, VisitState
from fujisawa_care.foundation import fit
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

PAST = "今日か、今日より後の日にしてください"
NOT_YET = "見学の日は、まだ来ていません"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """When, and what the place should know; never who, unless `named`."""

    on: date
    starts: time | None = None
    words: str = ""
    with_staff: bool = True
    named: bool = False


@transaction.atomic
def ask(
    participation: Participation, site: Site, *, by: Staff, at: datetime, wanted: Wanted
) -> VisitAsked:
    """The place reads what is told here and nothing else (R6)."""
    participation = ways.locked(participation)
    require(rules_way.ask(by, participation, site))
    if wanted.on < at.astimezone(TOKYO).date():
        raise ValidationError({"on": PAST})
    _nameless(participation.case, wanted.words, beside="words")
    if wanted.named:
        require(rules_way.name(participation, site, at=at))
    person = participation.case.person
    visit = VisitAsked(
        participation=participation,
        site=site,
        on=wanted.on,
        starts=wanted.starts,
        words=wanted.words,
        name=person.name if wanted.named and person else "",
        with_staff=wanted.with_staff,
        asked_by=by,
        asked_at=at,
    )
    fit.require(visit)
    visit.save()
    tray.lay(participation, site, by=by, at=at)
    ways.tell_desk(visit, ReminderKind.VISIT_ASKED, at=at)
    named = "名前も伝えました" if visit.name else "名前は伝えていません"
    ways.tell(participation.case, "見学をたのんだ", by=by, at=at, note=f"{site.name}（{named}）")
    return visit


@transaction.atomic
def answer(
    visit: VisitAsked,
    *,
    by: Staff,
    at: datetime,
    welcome: bool,
    on: date | None = None,
    starts: time | None = None,
    words: str = "",
) -> VisitAsked:
    """来てよい, perhaps on another day; or 受けられない. By the place itself or as heard on the telephone."""
    visit = ways.locked_visit(visit)
    participation = visit.participation
    require(rules_way.answer(by, visit))
    ways.move(visit, VisitState.WELCOME if welcome else VisitState.DECLINED)
    if on is not None and on < at.astimezone(TOKYO).date():
        raise ValidationError({"on": PAST})
    if by.role != Role.SITE:
        _nameless(participation.case, words, beside="words")
    visit.on, visit.starts = on or visit.on, starts if on else starts or visit.starts
    visit.answered_by, visit.answered_at, visit.answer = by, at, words
    visit.name = visit.name if welcome else ""
    fit.require(visit)
    visit.save()
    told = f"{visit.site.name}：{visit.get_state_display()}"
    ways.tell(participation.case, "見学の返事", by=by, at=at, note=f"{told}　{words}".strip())
    if welcome and participation.state == ParticipationState.SEEKING:
        ways.to(participation, ParticipationState.VISITING, by=by, at=at, site=visit.site)
    if by.pk != visit.asked_by_id and visit.asked_by.is_active:
        reminders.tell(participation.case, ReminderKind.VISIT_ANSWERED, to=[visit.asked_by], at=at)
    return visit


@transaction.atomic
def went(visit: VisitAsked, *, by: Staff, at: datetime, words: str = "") -> VisitAsked:
    """行った: on the next day both are asked how it was."""
    visit = _over(visit, VisitState.DONE, by=by, at=at, words=words)
    check_ins.set_after(visit.participation, after=After.VISIT, site=visit.site, by=by, at=at)
    return visit


@transaction.atomic
def missed(visit: VisitAsked, *, by: Staff, at: datetime, words: str = "") -> VisitAsked:
    """行けなかった: no blame; another visit may be asked for."""
    visit = _over(visit, VisitState.MISSED, by=by, at=at, words=words)
    ways.look_again(visit.participation, by=by, at=at)
    return visit


@transaction.atomic
def withdraw(visit: VisitAsked, *, by: Staff, at: datetime) -> VisitAsked:
    visit = ways.locked_visit(visit)
    require(rules_way.walk(by, visit.participation))
    ways.take_back(visit, at=at)
    case = visit.participation.case
    ways.tell(case, "見学のおねがいを取り下げた", by=by, at=at, note=visit.site.name)
    ways.look_again(visit.participation, by=by, at=at)
    return visit


def _over(
    visit: VisitAsked, after: VisitState, *, by: Staff, at: datetime, words: str
) -> VisitAsked:
    visit = ways.locked_visit(visit)
    require(rules_way.walk(by, visit.participation))
    ways.move(visit, after)
    if visit.on > at.astimezone(TOKYO).date():
        raise IllegalStep(NOT_YET, code="visit-not-yet")
    visit.ended_at, visit.went = at, words
    visit.save(update_fields=["state", "ended_at", "went"])
    case = visit.participation.case
    ways.tell(
        case, f"見学に{after.label}", by=by, at=at, note=f"{visit.site.name}　{words}".strip()
    )
    return visit


def _nameless(case: Case, words: str, *, beside: str) -> None:
    """What goes to a place, or comes from it by telephone, tells not who it is (R6)."""
    if told := issues.telling(case, words):
        raise ValidationError({beside: issues.TELLS.format("・".join(told))})
