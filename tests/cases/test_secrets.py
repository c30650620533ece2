"""秘めごとさがし: secrets planted wherever words go are looked for through every door there is (R7)."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from cases import tasks
from cases.actions import (
    assessments,
    attachments,
    calendar_keys,
    consents,
    consultations,
    emergencies,
    households,
    openings,
    plans,
    protections,
    records,
    referrals,
    safety_notes,
    summaries,
    view_requests,
)
from cases.actions.consents import Told
from cases.actions.consultations import Intake, Unasked
from cases.actions.follow_ups import Next
from cases.actions.households import Member
from cases.actions.people import Known
from cases.actions.plans import Words
from cases.actions.protections import Shield
from cases.dues import Terms
from cases.models import (
    AssessmentItem,
    Case,
    ConsentState,
    Emergency,
    Outcome,
    Reminder,
    ViewRequest,
)
from districts.models import Agency, Staff
from engawa.actions import visits
from engawa.actions.visits import Wanted
from engawa.models import Site
from fujisawa_care.foundation import wareki
from fujisawa_care.foundation.workdays import months_later
from meetings.models import AgendaItem, Meeting
from tests import routes
from tests.cases.people import join, transfer
from tests.cases.tables import words
from tests.cast import Receive
from tests.engawa.ways import begun
from tests.meetings.cast import Table

DESK, CLERK = "秘所相談室", "秘田 受付"
PHONE, DIGITS = "0466-98-7654", "0466987654"
WORDS = ("秘の言葉", "秘小学校", "秘商店", "秘喫茶", "秘台", PHONE, DIGITS)
# whose own texts these are, or which say what anybody may know
OPEN_TO_ALL = re.compile(
    r"^(health|admin|account|agencies|issues|resources|themes|initiatives|pacts|deeds|bodies|topics|handouts|courses|places|engawa|login|logout|staff|tokens|keys|counts|scheduler|api/v1/"
    r"(schema|docs|auth|districts|agencies|towns|staff|issues|resources|themes|initiatives|pacts|deeds|bodies|handouts|courses|engawa)|api/$|drafts|reauthenticate"
    r"|password|email|confirm-email|signup|inactive|static|__)"
)
GIVEN: list[bytes] = []
OPTIONS = re.compile(r"<option.*?</option>|<label class=\"ck\">.*?</label>", re.DOTALL)


ROUTES = sorted({route for route, _ in routes.of("") if not OPEN_TO_ALL.match(route)})


@pytest.fixture
def now(a_moment_ago: datetime) -> datetime:
    return a_moment_ago


@pytest.fixture
def secret(
    desk: Agency,
    council: Agency,
    ikiiki: Agency,
    owner_worker: Staff,
    joiner_worker: Staff,
    receiver_worker: Staff,
    outsider: Staff,
    receive: Receive,
    terms: Terms,
    now: datetime,
    settings: Any,
    tmp_path: Any,
) -> Case:
    """A case with everything in it, each thing with a secret, and then a 支援措置 over it all."""
    settings.FILES_ROOT = tmp_path
    desk.name, desk.accepts_referrals, owner_worker.name = DESK, False, CLERK
    for row in (desk, owner_worker):
        row.save()
    owner_worker.agency = desk
    case = receive(
        person=Known(name="例田 花子", phones=(PHONE,), address="秘台1-2"),
        story="秘の言葉を話した",
        living_with="秘の言葉の子",
        consent=ConsentState.GIVEN,
        outcome=Outcome.REFER,
        refer_to=(join(ikiiki), transfer(council, note="秘の言葉")),
    )
    said: dict[str, Any] = {"by": owner_worker, "at": now}
    joined, _asked = case.referrals.order_by("pk")
    referrals.say(joined, **said, text="秘の言葉")
    referrals.accept(joined, by=joiner_worker, at=now, terms=terms, note="秘の言葉")
    _write(case, said)
    protections.begin(case, **said, shield=_shield(now))
    asked: dict[str, Any] = {"by": outsider, "at": now, "reason": "秘の言葉"}
    view_requests.ask(case, **asked, by_number=True)
    emergencies.begin(case, **asked, lasts=timedelta(hours=24))
    tasks.remind()
    return case


@pytest.fixture(autouse=True)
def on_a_table(secret: Case, shien: Meeting, table: Table) -> None:
    item = table(shien, secret, question="秘の言葉を話し合う")
    AgendaItem.objects.filter(pk=item.pk).update(memo="秘商店で会った", why="秘の言葉のため")


def _write(case: Case, said: dict[str, Any]) -> None:
    """Everything that is written on a case in the course of time."""
    at = said["at"]
    step = Next(what="秘喫茶で会う", due_on=timezone.localdate(at), kind="visit")
    third = "秘商店で働く"
    record = records.write(
        case,
        **said,
        happened_at=at,
        method="phone",
        text="秘の言葉",
        third_party_text=third,
        then=step,
    )
    records.correct(record, **said, text="秘の言葉を直した", third_party_text="秘商店")
    summaries.write(case, **said, said={"situation": "秘の言葉", "cautions": "秘小学校"}, seen=0)
    safety_notes.write(case, **said, kind="other", words="秘台の犬")
    consents.record(case, **said, told=Told(event="given", method="verbal", note="秘の言葉"))
    AssessmentItem.objects.create(
        code="route_detail", section="route", label="これまでの相談", kind="text", position=1
    )
    assessments.answer(case, **said, said={"route_detail": ("秘の言葉",)}, seen=0)
    households.add(case, **said, who=Member(name="例田 小太郎", relation="child", note="秘小学校"))
    unasked = Unasked(brought_by="秘の言葉の姉", why_not_note="秘商店", known_to="秘小学校の先生")
    again = Intake(channel="phone", story="秘の言葉", known_person=case.person, unasked=unasked)
    consultations.receive(again, **said, terms=Terms())
    plan = plans.draft(case, **said, kind="participation", words=_plan(case, at))
    plans.ask(plan, **said)
    site = _place(at)
    way = begun(case, site, **said, words="秘の言葉")
    wanted = Wanted(on=timezone.localdate(at), words="秘の言葉の方です")
    visits.ask(way, site, **said, wanted=wanted)
    calendar_keys.make(said["by"], at=at)
    attachments.add(case, **said, name="秘の言葉.txt", content="秘の言葉の書類".encode())


def _place(at: datetime) -> Site:
    return Site.objects.create(
        name="秘喫茶の縁側", sort="other", address="秘台2-3", created_at=at, updated_at=at
    )


def _plan(case: Case, at: datetime) -> Words:
    ikiiki = Agency.objects.get(name__startswith="いきいき")
    said = words(timezone.localdate(at), case.owner, ikiiki, wishes="秘の言葉", aim="秘小学校")
    goal = said.goals[0]
    rows = tuple(replace(row, what="秘喫茶で会う", times="秘台") for row in goal.tasks)
    return replace(said, goals=(replace(goal, text="秘商店で働く", tasks=rows),))


def _shield(now: datetime) -> Shield:
    return Shield(
        starts_on=timezone.localdate(now),
        other_parties=("例田 太郎",),
        school="秘小学校",
        workplace="秘商店",
        meeting_place="秘喫茶",
    )


def _of_figures() -> dict[str, object]:
    today = timezone.localdate()
    return {
        "forms": 0,
        "year": wareki.fiscal_year(today),
        "months": f"{months_later(today.replace(day=1), -1):%Y-%m}",
    }


def _keys(case: Case) -> dict[str, object]:
    person, referral = case.person_id, case.referrals.order_by("pk").first()
    household = case.household.members.order_by("-pk").first()
    return {
        "cases": case.number,
        "districts": case.district_id,
        "assessment": "route",
        **_of_figures(),
        "intake": case.consultations.latest("pk").pk,
        "consultations": case.consultations.latest("pk").pk,
        "inbox": referral and referral.pk,
        "referrals": referral and referral.pk,
        "protection": case.protections.get().pk,
        "files": case.attachments.get().pk,
        "attachments": case.attachments.get().pk,
        "records": case.records.order_by("pk")[0].pk,
        "household": household and household.pk,
        "members": household and household.pk,
        "follow-ups": case.follow_ups.filter(what="秘喫茶で会う").get().pk,
        "people": person,
        "reminders": Reminder.objects.order_by("pk")[0].pk,
        "safety-notes": case.safety_notes.get().pk,
        "emergencies": Emergency.objects.get().pk,
        "view-requests": ViewRequest.objects.get().pk,
        "calendar": "nobody",
        **dict.fromkeys(("keys", "calendar-keys", "handovers", "series"), 1),
        "plan": case.plans.get().pk,
        "plan-tasks": case.plans.get().tasks.order_by("pk")[0].pk,
        "plans": case.plans.get().pk,
        "participations": case.participations.get().pk,
        "visits": case.participations.get().visits.get().pk,
        "agencies": case.owner_id,
        "staff": case.owner_staff_id,
        "meetings": case.agenda_items.get().meeting_id,
        "items": case.agenda_items.get().pk,
        "agenda-items": case.agenda_items.get().pk,
    }


def _address(route: str, case: Case) -> str:
    """One real thing for every kind of address: a route nobody has thought of fails here."""
    return routes.filled(route, _keys(case))


@pytest.fixture(autouse=True)
def printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the typesetter is given stands in the paper's glyphs: it is listened to on its way there."""
    run = subprocess.run

    def listened(*told: Any, **how: Any) -> Any:
        GIVEN[:] = [how.get("input", b"")]
        return run(*told, **how)

    monkeypatch.setattr(subprocess, "run", listened)


def _unpacked(body: bytes) -> bytes:
    """A workbook is a bundle of files."""
    if not body.startswith(b"PK"):
        return body
    with ZipFile(BytesIO(body)) as bundle:
        return b"".join(bundle.read(name) for name in bundle.namelist())


def _leaks(client: Client, address: str, secrets: tuple[str, ...]) -> list[str]:
    answer = client.get(address, follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    words = OPTIONS.sub("", (GIVEN[0] if body.startswith(b"%PDF") else _unpacked(body)).decode())
    if answer.headers["Content-Type"].startswith("application/json"):
        words = words.encode().decode("unicode_escape") if "\\u" in words else words
    return [f"{address} {secret}" for secret in secrets if secret in words]


@pytest.mark.parametrize("who", ["owner_worker", "joiner_worker", "receiver_worker", "manager"])
def test_no_door_shows_what_is_covered(
    who: str, secret: Case, request: pytest.FixtureRequest
) -> None:
    staff: Staff = request.getfixturevalue(who)
    theirs = ("いきいきサポート", "支えだ") if who == "owner_worker" else (DESK, CLERK[:2])
    client = Client()
    client.force_login(staff)
    found = [
        leak for route in ROUTES for leak in _leaks(client, _address(route, secret), WORDS + theirs)
    ]
    assert found == []


def test_nothing_is_found_by_what_is_covered(
    secret: Case, manager: Staff, owner_worker: Staff, outsider: Staff
) -> None:
    for staff in (manager, owner_worker, outsider):
        client = Client()
        client.force_login(staff)
        for address in ("/api/v1/people/", "/api/v1/cases/"):
            for asked in (DIGITS, "7654", "例田 太郎"):
                assert client.get(address, {"q": asked}).json()["results"] == []
        assert secret.number not in client.get("/cases/", {"q": DIGITS}).content.decode()
        said = {"name": "例田", "phone": PHONE}
        answer = client.post("/api/v1/people/candidates/", said, "application/json")
        assert answer.json()["elsewhere"] == []
        assert not [
            fact
            for one in answer.json()["candidates"]
            for fact in one["facts"]
            if fact["fact"] == "phone"
        ]


def test_only_what_was_opened_is_read_and_lists_stay_covered(
    secret: Case, manager: Staff, now: datetime
) -> None:
    """The same search finds them where they may be read: what it did not find was there."""
    openings.begin(secret, by=manager, at=now, reason="訪問", lasts=timedelta(minutes=30))
    client = Client()
    client.force_login(manager)
    here, there = f"/cases/{secret.number}", f"/api/v1/cases/{secret.number}"
    pages = ("/", "/household/", "/history/", "/protection/", "/records/", "/visits/", "/consents/")
    rest = ("/timeline/", "/records/", "/household/", "/summary/", "/protection/", "/history/")
    shown = [f"{here}{page}" for page in pages] + [f"{there}{page}" for page in rest]
    shown += [f"{here}/files/{secret.attachments.get().pk}/"]
    assert [address for address in shown if not _leaks(client, address, WORDS)] == []
    many = [route for route in ROUTES if not routes.kinds(route)]
    assert [leak for route in many for leak in _leaks(client, f"/{route}", (*WORDS, DESK))] == []


def test_no_letter_says_it(secret: Case) -> None:
    for pk in Reminder.objects.to_mail().values_list("pk", flat=True):
        tasks.deliver(pk)
    assert mail.outbox
    for letter in mail.outbox:
        words = f"{letter.subject}{letter.body}"
        assert not [each for each in (*WORDS, DESK, "例田") if each in words]
