"""要点: two people may write at once; no word of either is lost, and every version stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from cases.actions import cases, referrals, summaries
from cases.dues import Terms
from cases.models import Case, CaseSummary, Event, EventKind, Outcome
from cases.sheets import summaries as sheets
from districts.models import Agency, Staff
from fujisawa_care.foundation.merge import MINE, THEIRS, Conflict, compare
from fujisawa_care.foundation.problems import NotAllowed, Problem
from tests.cases.people import A_YEAR_AGO, join
from tests.cast import Receive

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now() -> datetime:
    return A_YEAR_AGO


@pytest.fixture
def shared(
    receive: Receive, ikiiki: Agency, joiner_worker: Staff, now: datetime, terms: Terms
) -> Case:
    """A case on which two agencies write."""
    case = receive(outcome=Outcome.REFER, refer_to=(join(ikiiki),))
    referrals.accept(case.referrals.get(), by=joiner_worker, at=now, terms=terms)
    return case


def test_the_first_word_and_the_next(case: Case, owner_worker: Staff, now: datetime) -> None:
    assert (sheets.newest(case).version, bool(sheets.newest(case))) == (0, False)
    summaries.write(case, by=owner_worker, at=now, said={"situation": "自室が中心"}, seen=0)
    summaries.write(case, by=owner_worker, at=now + MINUTE, said={"strengths": "将棋"}, seen=1)
    newest = sheets.newest(case)
    assert (newest.version, newest.situation, newest.wishes, newest.strengths) == (
        *(2, "自室が中心", "", "将棋"),
    )
    assert (newest.written_by, newest.written_at) == (owner_worker, now + MINUTE)
    told = Event.objects.filter(kind=EventKind.SUMMARIZED).order_by("pk")
    assert [event.data for event in told] == [{"points": ["situation"]}, {"points": ["strengths"]}]


def test_different_points_come_together(
    shared: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    summaries.write(
        shared, by=owner_worker, at=now, said={"situation": "一", "wishes": "二"}, seen=0
    )
    summaries.write(shared, by=owner_worker, at=now, said={"situation": "壱"}, seen=1)
    written = summaries.write(shared, by=joiner_worker, at=now, said={"wishes": "弐"}, seen=1)
    assert written.brought == ("situation",)
    newest = sheets.newest(shared)
    assert (newest.situation, newest.wishes, newest.version) == ("壱", "弐", 3)


def test_the_same_point_is_asked_about_and_nothing_is_written(
    shared: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    summaries.write(shared, by=owner_worker, at=now, said={"cautions": "急な訪問はしない"}, seen=0)
    with pytest.raises(Conflict) as refused:
        summaries.write(shared, by=joiner_worker, at=now, said={"cautions": "電話は午前"}, seen=0)
    clash = refused.value.merged.clashes[0]
    assert (clash.name, clash.theirs, clash.mine) == (
        *("cautions", "急な訪問はしない", "電話は午前"),
    )
    assert (refused.value.version, refused.value.at) == (1, now)
    assert refused.value.who == "窓口田 しるべ（善行・地区福祉窓口（架空））"
    assert CaseSummary.objects.count() == 1


@pytest.mark.parametrize(
    ("side", "stands", "versions"), [(THEIRS, "急な訪問はしない", 1), (MINE, "電話は午前", 2)]
)
def test_what_was_decided_stands(
    shared: Case,
    owner_worker: Staff,
    joiner_worker: Staff,
    now: datetime,
    side: str,
    stands: str,
    versions: int,
) -> None:
    summaries.write(shared, by=owner_worker, at=now, said={"cautions": "急な訪問はしない"}, seen=0)
    summaries.write(
        shared,
        by=joiner_worker,
        at=now,
        said={"cautions": "電話は午前"},
        seen=1,
        asked=("cautions",),
        picked={"cautions": side},
    )
    assert (sheets.newest(shared).cautions, CaseSummary.objects.count()) == (stands, versions)


def test_a_third_person_is_asked_about_again(
    shared: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    for version, words in enumerate(("一", "二")):
        summaries.write(shared, by=owner_worker, at=now, said={"wishes": words}, seen=version)
    with pytest.raises(Conflict):
        summaries.write(
            shared,
            by=joiner_worker,
            at=now,
            said={"wishes": "三"},
            seen=1,
            asked=("wishes",),
            picked={"wishes": MINE},
        )
    assert sheets.newest(shared).wishes == "二"


def test_saying_the_same_again_makes_no_version(
    case: Case, owner_worker: Staff, now: datetime
) -> None:
    for _ in range(2):
        summaries.write(case, by=owner_worker, at=now, said={"wishes": "静かに暮らす"}, seen=0)
    assert CaseSummary.objects.count() == 1


def test_who_may_not_write(
    case: Case, owner_worker: Staff, manager: Staff, outsider: Staff, now: datetime
) -> None:
    for staff in (manager, outsider):
        with pytest.raises(NotAllowed, match="主担当といっしょに受けた機関"):
            summaries.write(case, by=staff, at=now, said={"wishes": "。"}, seen=0)
    cases.close(case, by=owner_worker, at=now, outcome="solved", reason="落ちついた")
    with pytest.raises(Problem, match="先に再開してください"):
        summaries.write(case, by=owner_worker, at=now, said={"wishes": "。"}, seen=0)
    assert not CaseSummary.objects.exists()


def test_a_version_that_was_written_stays(case: Case, owner_worker: Staff, now: datetime) -> None:
    summaries.write(case, by=owner_worker, at=now, said={"wishes": "静かに暮らす"}, seen=0)
    for change in ("UPDATE cases_casesummary SET wishes = ''", "DELETE FROM cases_casesummary"):
        with (
            pytest.raises(DatabaseError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    assert CaseSummary.objects.get().wishes == "静かに暮らす"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_instant(
    shared: Case, owner_worker: Staff, joiner_worker: Staff, now: datetime
) -> None:
    def write(who: tuple[Staff, str]) -> None:
        by, point = who
        try:
            summaries.write(shared, by=by, at=now, said={point: by.name}, seen=0)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(write, [(owner_worker, "wishes"), (joiner_worker, "strengths")]))
    newest = sheets.newest(shared)
    assert (newest.version, newest.wishes, newest.strengths) == (
        *(2, owner_worker.name, joiner_worker.name),
    )


WORDS = st.sampled_from(["", "一", "二", "三"])


@given(st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS), st.tuples(WORDS, WORDS))
def test_no_word_is_lost_by_merging(
    base: tuple[str, str], theirs: tuple[str, str], mine: tuple[str, str]
) -> None:
    """Each changed word stands in the end, or is asked about."""
    names = ("situation", "wishes")
    before, now, own = (dict(zip(names, side, strict=True)) for side in (base, theirs, mine))
    merged = compare(base=before, theirs=now, mine=own)
    asked = {clash.name for clash in merged.clashes}
    for name in names:
        if own[name] != before[name]:
            assert merged.values[name] == own[name]
        if now[name] != before[name]:
            assert merged.values[name] == now[name] or name in asked
