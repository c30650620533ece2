"""もの: one real thing of every kind that an address may name, and a key under which there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from cases.actions import (
    attachments,
    calendar_keys,
    drafts,
    emergencies,
    plans,
    protections,
    records,
    safety_notes,
    successions,
    view_requests,
)
from cases.actions.protections import Shield
from cases.actions.successions import Portion
from cases.models import (
    AddressProtection,
    Case,
    FollowUp,
    HouseholdMember,
    Referral,
    Reminder,
    Succession,
)
from districts.actions import issues, report_forms, resources
from districts.actions.resources import Help
from districts.models import Staff
from engawa.actions import participations, pictures, sites, visits
from engawa.actions.participations import Wishes
from engawa.actions.pictures import Taken
from engawa.actions.sites import Place
from engawa.actions.visits import Wanted
from engawa.models import Desk, Picture, Site
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import TOKYO, months_later
from fujisawa_care.home.demo import drawings
from meetings.actions import handouts, pacts, turnout
from meetings.actions.pacts import Promise
from meetings.models import Initiative, MeetingBody, Series, Theme
from tests.cases.tables import drafted

NONE, NOWHERE = "999999999", "R99-999999"


@dataclass
class Things:
    number: str
    keys: dict[str, str] = field(default_factory=dict)
    nowhere: dict[str, str] = field(default_factory=dict)


def made(get: Callable[[str], Any], *, at: datetime) -> Things:
    """`get` is pytest's own: the cast is made as it is asked for."""
    referral: Referral = get("agreed_referral")
    case: Case = referral.case
    owner, joiner = get("owner_worker"), get("joiner_worker")
    record = records.write(
        case, by=owner, at=at, happened_at=at, method="phone", text="電話で話した"
    )
    follow_up, reminder = FollowUp.objects.first(), Reminder.objects.first()
    assert follow_up is not None
    assert reminder is not None
    found: dict[str, Any] = {
        "cases": case.number,
        "household": HouseholdMember.objects.get().pk,
        "members": HouseholdMember.objects.get().pk,
        "assessment": "living",
        "people": case.person_id,
        "consultations": referral.consultation_id,
        "intake": referral.consultation_id,
        "records": record.pk,
        "follow-ups": follow_up.pk,
        "referrals": referral.pk,
        "inbox": referral.pk,
        "reminders": reminder.pk,
        "calendar-keys": calendar_keys.make(owner, at=at).key.pk,
        "handovers": _handed_on(owner, case, at=at).pk,
        "keys": calendar_keys.make(owner, at=at).key.pk,
        "protection": protections.begin(case, by=owner, at=at, shield=_shield(at)).pk,
        "protections": AddressProtection.objects.get().pk,
        "safety-notes": safety_notes.write(case, by=owner, at=at, kind="dog").pk,
        "tokens": "a1b2c3d4",
        **_of_the_district(case, owner, at=at),
    }
    found |= _above(get, at=at) | _at_a_table(case, get) | _looked_in(case, joiner, at=at)
    found |= _on_paper(case, owner, at=at) | _planned(case, owner, joiner, at=at)
    return Things(
        number=case.number,
        keys={name: str(key) for name, key in found.items()},
        nowhere=dict.fromkeys(found, NONE) | {"cases": NOWHERE, "drafts": str(uuid4())},
    )


def _of_the_district(case: Case, owner: Staff, *, at: datetime) -> dict[str, Any]:
    topic, district = case.topics.get(), case.district
    issue = issues.bring_up(by=owner, at=at, topic=topic, district=district, text="集まる場がない")
    told = Help(
        name="見本の居場所（架空）", kind="place", what="集まれる", topics=[topic], citywide=True
    )
    resource = resources.add(told, by=owner, at=at, fictional=True)
    resources.match(issue, resource, by=owner, at=at)
    theme = Theme.objects.create(code="theme1", number=1, name="地域の相談支援体制づくり")
    line = Initiative.objects.create(theme=theme, fiscal_year=2026, what="見本の取組（架空）")
    told_of = Promise(
        partner="見本商店（架空）", what="集まりをひらく", section="見本課（架空）",
        since=at.date(), themes=[theme],
    )  # fmt: skip
    keeper = Staff.objects.create_user(
        "keeper", name="束野 たばね", role="coordinator", agency=owner.agency
    )
    pact = pacts.add(told_of, by=keeper, at=at, fictional=True)
    deed = pacts.report(
        pact, by=keeper, at=at, fiscal_year=wareki.fiscal_year(at.date()), text="ひらいた"
    )
    place = Place(name="縁側（架空）", kind="basic", district=district)
    site = sites.add(place, by=keeper, at=at, fictional=True)
    found: dict[str, Any] = {"issues": issue.pk, "resources": resource.pk}
    found |= {"pacts": pact.pk, "deeds": deed.pk}
    found |= {"districts": case.district_id or ""}
    found |= {"engawa": site.pk, "places": site.pk, "reports": f"{last_month(at):%Y-%m}"}
    found |= {"months": f"{last_month(at):%Y-%m}", "year": wareki.fiscal_year(at.date())}
    found |= {"forms": report_forms.make(by=keeper, at=at, name="様式", title="題").pk}
    place_account = Staff.objects.create_user(
        "place", name="縁野 ひなた", role="site", agency=owner.agency
    )
    Desk.objects.create(site=site, staff=place_account, since=at)
    found |= {"desks": place_account.desk.pk, "pictures": _picture(site, keeper, at=at).pk}
    council = MeetingBody.objects.create(
        code="council_07", name="協議体（善行）", kind="council", district=district, position=9
    )
    return found | {"themes": theme.pk, "initiatives": line.pk, "bodies": council.code}


def _picture(site: Site, by: Staff, *, at: datetime) -> Picture:
    taken = Taken(content=drawings.of(0), words="ベンチの絵（架空）", faces_agreed=True, shown=True)
    return pictures.add(site, by=by, at=at, taken=taken)


def last_month(at: datetime) -> date:
    return months_later(at.astimezone(TOKYO).date().replace(day=1), -1)


def _above(get: Callable[[str], Any], *, at: datetime) -> dict[str, Any]:
    """At a council that has begun: a topic, and a paper for those who are called; and a course."""
    begun = {"at": at - timedelta(hours=1), "state": "held", "held_at": at}
    sitting = get("call")(MeetingBody.objects.get(code="council_07"), **begun)
    topic = get("table")(sitting, None, title="居場所づくり")
    paper = handouts.add(
        sitting, by=get("manager"), at=at, name="次第.txt", content="次第（架空）".encode()
    )
    taught = MeetingBody.objects.create(
        code="training", name="職員研修", kind="training", position=10
    )
    days = {"opens_on": at.astimezone(TOKYO).date(), "closes_on": at.astimezone(TOKYO).date()}
    course = turnout.offer(taught, by=get("manager"), at=at, title="つなぐ研修（架空）", **days)
    found = {"topics": topic.pk, "handouts": paper.pk, "courses": course.pk}
    return found | {"above": sitting.pk, "teaches": taught.code}


def _shield(at: datetime) -> Shield:
    return Shield(starts_on=at.astimezone(TOKYO).date(), other_parties=("例田 太郎",))


def _handed_on(owner: Staff, case: Case, *, at: datetime) -> Succession:
    """To the colleague at the next desk."""
    to = Staff.objects.create_user("next", name="隣田 となり", role="counter", agency=owner.agency)
    return successions.hand_on(owner, by=owner, at=at, portions=[Portion(case=case, to=to)])


def _at_a_table(case: Case, get: Callable[[str], Any]) -> dict[str, Any]:
    sitting = get("shien")
    item = get("table")(sitting, case)
    weekly = {"rhythm": "weekly", "weekday": 1, "since": sitting.starts_at.date()}
    rhythm = Series.objects.create(
        body=sitting.body, starts_at=time(14), ends_at=time(16), **weekly
    )
    told = {"meetings": sitting.pk, "agenda-items": item.pk, "items": item.pk}
    return told | {"series": rhythm.pk}


def _looked_in(case: Case, joiner: Staff, *, at: datetime) -> dict[str, Any]:
    asked = view_requests.ask(case, by=joiner, at=at, reason="転入の相談", by_number=True)
    broken = emergencies.begin(case, by=joiner, at=at, reason="倒れた", lasts=timedelta(days=1))
    return {"view-requests": asked.pk, "emergencies": broken.pk}


def _planned(case: Case, owner: Staff, joiner: Staff, *, at: datetime) -> dict[str, Any]:
    """Two at once, so that the case has a list of them; one of them asks the joiner's house."""
    drafted(case, owner.agency, by=owner, at=at, kind="outreach")
    plan = drafted(case, owner.agency, joiner.agency, by=owner, at=at)
    plans.ask(plan, by=owner, at=at)
    asked = plan.tasks.get(agency=joiner.agency)
    way = participations.begin(case, by=owner, at=at, wishes=Wishes(own_words="話したい"))
    found = {"plan": plan.pk, "plans": plan.pk, "plan-tasks": asked.pk}
    wanted = Wanted(on=at.astimezone(TOKYO).date(), words="話すのがすきな方です")
    visit = visits.ask(way, Site.objects.latest("pk"), by=owner, at=at, wanted=wanted)
    return found | {"participations": way.pk, "visits": visit.pk}


def _on_paper(case: Case, owner: Staff, *, at: datetime) -> dict[str, Any]:
    paper = attachments.add(case, by=owner, at=at, name="紙.txt", content="母の手紙".encode())
    key = uuid4()
    drafts.keep(case, by=owner, at=at, key=key, kind="record", fields={"text": ["母と"]})
    return {"attachments": paper.pk, "files": paper.pk, "drafts": key}
