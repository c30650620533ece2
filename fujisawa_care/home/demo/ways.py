"""見本の街の参加支援: eight people on their way to a place, each another step along (架空)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cases.actions import follow_ups
from cases.models import Case, FollowUp, FollowUpOutcome
from districts.models import Role, Staff
from engawa.actions import participations, place_words, rooms, staying, tray, visits
from engawa.actions.participations import Wishes
from engawa.actions.visits import Wanted
from engawa.models import CheckIn, Interest, Participation, Site
from engawa.sheets import days
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo.scene import Scene

MET = FollowUpOutcome.MET
BEFORE = timedelta(days=10)


@dataclass(frozen=True)
class Walk:
    """`far`: how many of asked, welcome, went, trying, settled have happened, the first so many days ago."""

    words: str
    likes: str
    far: int
    days: int
    most: int | None = 10
    needs: tuple[str, ...] = ()
    named: bool = False


WALKS = (
    Walk("勤めの後は、人と話していない。将棋なら", "shogi gardening", 1, 9, most=8),
    Walk("土をさわっていると落ちつく", "gardening farming", 0, 4, most=6),
    Walk("絵をほめられたことがある", "drawing tea", 2, 12),
    Walk("音楽を聞くだけでもいいなら", "music", 3, 20),
    Walk("手を動かしているほうが楽", "handcraft repair", 4, 40, named=True),
    Walk("本のある静かなところがいい", "reading igo", 4, 26, most=8),
    Walk("海まで歩きたい", "walking talk", 5, 150, most=None, named=True),
    Walk("お昼をだれかと食べたい", "cooking tea", 5, 110, most=None, needs=("meal",)),
)


def walked(scene: Scene) -> list[Participation]:
    """Of cases the CSWs have looked after for longer than the way took; 善行 first."""
    posted = Case.objects.open().filter(
        owner_staff__role=Role.CSW, person__protected=False, participations__isnull=True
    )
    left = sorted(
        posted.select_related("owner_staff", "district", "person").order_by("pk"),
        key=lambda case: case.owner_staff != scene.cast.staff["csw-zengyo"],
    )
    ways = []
    for walk in WALKS:
        since = scene.now - timedelta(days=walk.days) - BEFORE
        case = next((one for one in left if one.opened_at < since), None)
        if case is not None:
            left.remove(case)
            ways.append(_walked(scene, case, walk))
    keeper = scene.cast.staff["manager"]
    for number, site in enumerate(Site.objects.there().filter(fictional=True).order_by("pk")[:9]):
        rooms.say(site, by=keeper, at=scene.now - BEFORE, people=number % 4)
    return ways


def _walked(scene: Scene, case: Case, walk: Walk) -> Participation:
    by = case.owner_staff
    assert by is not None  # noqa: S101  (asked for above)
    with signed(by.pk):
        scene.at = scene.at_work(scene.today(-walk.days))
        likes = [*Interest.objects.filter(code__in=walk.likes.split())]
        wishes = Wishes(
            own_words=walk.words,
            interests=likes,
            days=[0, 1, 2, 3, 4],
            near=case.district,
            company_most=walk.most,
            needs=walk.needs,
        )
        way = participations.begin(case, by=by, at=scene.at, wishes=wishes)
        there = Site.objects.there().filter(fictional=True, pastimes__interest__in=likes).distinct()
        sites = [*there.order_by("-takes_visits", "pk")[:2]]
        for site in sites:
            tray.put(way, site, by=by, at=scene.at)
        if sites and walk.far:
            _went_on(scene, way, sites[0], walk, by)
    return way


def _went_on(scene: Scene, way: Participation, site: Site, walk: Walk, by: Staff) -> None:
    if walk.named and way.case.person and way.case.person.name:
        place_words.hear(way, site, by=by, at=scene.at, event="given", method="verbal")
    named = walk.named and way.case.person is not None and bool(way.case.person.name)
    first = scene.today(3) if walk.far <= 2 else scene.at.date() + timedelta(days=3)
    on = _open_day(site, first)
    wanted = Wanted(on=on, words="人が少ない時間だと助かります", named=named)
    visit = visits.ask(way, site, by=by, at=scene.at, wanted=wanted)
    if walk.far >= 2:
        scene.at = scene.same_day()
        visits.answer(visit, by=by, at=scene.at, welcome=True, words="お待ちしています")
    if walk.far >= 3:
        scene.at = scene.at_work(on)
        visits.went(visit, by=by, at=scene.at, words="帰りに「また来る」と言った")
        _asked_again(scene, way, by, days=3)
    if walk.far >= 4:
        _settle_in(scene, way, site, walk, by)


def _open_day(site: Site, first: date) -> date:
    with_week = days.loaded(Site.objects.filter(pk=site.pk), first, first + days.AHEAD)
    found = days.next_open(with_week.get(), first)
    return found.day if found else first


def _settle_in(scene: Scene, way: Participation, site: Site, walk: Walk, by: Staff) -> None:
    staying.try_out(way, site, by=by, at=scene.at, note="週に一度から")
    _asked_again(scene, way, by, days=33 if walk.far > 4 else 16)
    if walk.far > 4:
        staying.settle(way, by=by, at=scene.at, note="ひとりで通えている")
        _asked_again(scene, way, by, days=150)


def _asked_again(scene: Scene, way: Participation, by: Staff, *, days: int) -> None:
    """What was to be asked within these days has been asked."""
    until = min(scene.at + timedelta(days=days), scene.now)
    waiting = CheckIn.objects.filter(participation=way, follow_up__state="open")
    for one in waiting.order_by("follow_up__due_on", "pk").select_related("follow_up"):
        if (
            one.follow_up.due_on < until.date()
            and FollowUp.objects.open().filter(case=way.case).count() > 1
        ):
            scene.at = scene.at_work(one.follow_up.due_on)
            follow_ups.finish(
                one.follow_up, by=by, at=scene.at, outcome=MET, note="変わりなく通えている"
            )
    scene.at = max(scene.at, min(scene.at_work(until.date()), scene.now))
