"""場の見えかた: what is known of a place, what is not, and when it is open next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from districts.models import District
from districts.sheets import laid_out
from engawa.models import FRESH, Feature, Pastime, Site, SiteSort, Weekday
from engawa.sheets import days
from engawa.sheets.days import Day, Hours

UNKNOWN = "未確認"
DAYS = 7
AS_IT_IS = (
    *("name", "sort", "kind", "target", "coordinator", "district", "address", "venue", "access"),
    *(
        "tel",
        "capacity",
        "what",
        "cost",
        "days_said",
        "hours_said",
        "takes_visits",
        "confirmed_on",
        "fictional",
        "source",
        "source_as_of",
        "notes",
        "started",
        "version",
    ),
)


@dataclass(frozen=True)
class Dot:
    """A weekday, and whether the place is open on it as a rule."""

    label: str
    open: bool


@dataclass(frozen=True)
class SiteSheet:
    """Nothing of any person; what a blank field would say is said in words."""

    id: int
    name: str
    sort: str
    sort_label: str
    kind: str
    kind_label: str
    form_label: str
    target: str
    target_label: str
    operator: str
    runs: str
    coordinator: str
    district: District | None
    address: str
    venue: str
    place: str
    access: str
    tel: str
    company: str
    capacity: int | None
    what: str
    cost: str
    features: tuple[str, ...]
    pastimes: tuple[str, ...]
    days_said: str
    hours_said: str
    dots: tuple[Dot, ...]
    week: tuple[Day, ...]
    coming: tuple[Hours, ...]
    today: Day
    next: Day | None
    takes_visits: bool
    confirmed_on: date | None
    stale: bool
    fictional: bool
    source: str
    source_as_of: str
    notes: str
    started: str
    latitude: float | None
    longitude: float | None
    version: int

    @property
    def known_days(self) -> bool:
        return any(one.open for one in self.dots) or self.next is not None


def loaded(sites: QuerySet[Site], today: date) -> QuerySet[Site]:
    """With all a sheet reads: the week, the days said otherwise, what is done there."""
    with_week = days.loaded(sites, today, today + days.AHEAD)
    done_there = Pastime.objects.select_related("interest").order_by(
        "interest__position", "weekday", "pk"
    )
    return with_week.select_related("district", "confirmed_by").prefetch_related(
        Prefetch("pastimes", done_there, to_attr="done_there")
    )


def of(site: Site, *, today: date) -> SiteSheet:
    """Of `loaded`."""
    coming = tuple(days.of(site, today, today + days.AHEAD))
    week = coming[:DAYS]
    return SiteSheet(
        **{name: getattr(site, name) for name in AS_IT_IS},
        id=site.pk,
        sort_label=site.get_sort_display(),
        kind_label=site.get_kind_display() or UNKNOWN,
        form_label=site.get_form_display() or UNKNOWN,
        target_label=site.target_note or site.get_target_display() or UNKNOWN,
        operator=site.operator or UNKNOWN,
        runs=site.operator,
        place="　".join(part for part in (site.address, site.venue) if part) or UNKNOWN,
        company=_company(site),
        features=tuple(Feature(one).label for one in site.features),
        pastimes=_pastimes(site),
        dots=_dots(site),
        week=week,
        coming=tuple(hours for one in coming for hours in one.hours),
        today=week[0],
        next=next((one for one in coming if one.open), None),
        stale=site.confirmed_on is None or site.confirmed_on < today - FRESH,
        latitude=None if site.latitude is None else float(site.latitude),
        longitude=None if site.longitude is None else float(site.longitude),
    )


def facts(site: SiteSheet) -> list[tuple[str, str]]:
    """What is known beside its name; where nobody said, it says so."""
    told = [
        ("場のかたち", site.sort_label),
        ("種類", site.kind_label if site.sort == SiteSort.ENGAWA else ""),
        ("開きかた", site.form_label),
        ("だれ向け", site.target_label),
        ("どんなところ", site.what or UNKNOWN),
        ("していること", "、".join(site.pastimes) or UNKNOWN),
        ("地区", site.district.name if site.district else UNKNOWN),
        ("場所", site.place),
        ("行きかた", site.access),
        ("電話", site.tel or UNKNOWN),
        ("開いている日", f"{site.days_said}　{site.hours_said}".strip() or UNKNOWN),
        ("いつもの人数", site.company or UNKNOWN),
        ("入れる人数", f"{site.capacity}人" if site.capacity else UNKNOWN),
        ("かかるお金", site.cost),
        ("あること", "、".join(site.features)),
        ("運営", site.operator),
        ("コーディネーター", site.coordinator),
        ("いつから", site.started),
        ("出典", f"{site.source}（{site.source_as_of}）" if site.source_as_of else site.source),
        ("注", site.notes),
    ]
    return [(label, words) for label, words in told if words]


@dataclass(frozen=True)
class Tile:
    district: District
    count: int


def tiles() -> tuple[tuple[Tile | None, ...], ...]:
    """The 13 districts where they lie, with how many places each has; two queries."""
    there = Site.objects.there().filter(district__isnull=False).values("district")
    counts = dict(there.annotate(count=Count("pk")).values_list("district", "count"))
    return laid_out({one: Tile(one, counts.get(one.pk, 0)) for one in District.objects.all()})


def _company(site: Site) -> str:
    low, high = site.company_from, site.company_to
    if low is None and high is None:
        return ""
    if low is None or high is None or low == high:
        return f"{low or high}人"
    return f"{low}〜{high}人"


def _pastimes(site: Site) -> tuple[str, ...]:
    """将棋（水）; without a day, whenever it is open."""
    days: dict[str, list[str]] = {}
    for one in site.done_there:  # type: ignore[attr-defined]
        found = days.setdefault(one.interest.label, [])
        if one.weekday is not None:
            found.append(Weekday(one.weekday).label)
    return tuple(f"{what}（{'・'.join(on)}）" if on else what for what, on in days.items())


def _dots(site: Site) -> tuple[Dot, ...]:
    on = {one.weekday for one in site.week}  # type: ignore[attr-defined]
    return tuple(Dot(str(day.label), day.value in on) for day in Weekday)
