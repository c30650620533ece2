"""The cast: whose name tells what they may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from cases.actions import consultations, protections
from cases.actions.consultations import Intake
from cases.actions.people import Known
from cases.actions.protections import Shield
from cases.dues import Terms
from cases.models import AddressProtection, Case, ConsentState, Outcome, Referral
from districts.models import Agency, AgencyType, District, Posting, Programme, Role, Staff, Topic
from fujisawa_care.foundation.workdays import TOKYO
from tests.cases.people import transfer

TUESDAY = datetime(2026, 11, 24, 10, 33, tzinfo=TOKYO)


@pytest.fixture
def now() -> datetime:
    return TUESDAY


@pytest.fixture
def a_moment_ago() -> datetime:
    """`now` where doors read the clock themselves: of today, also just after midnight."""
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(timezone.now() - timedelta(minutes=1), begun)


@pytest.fixture
def terms() -> Terms:
    return Terms()


@pytest.fixture
def zengyo(db: None) -> District:
    return District.objects.create(
        code="07", name="善行", kana="ぜんぎょう", tile_row=4, tile_column=2
    )


@pytest.fixture
def hikikomori(db: None) -> Topic:
    return Topic.objects.create(code="hikikomori", label="ひきこもり", position=1)


@pytest.fixture
def care(db: None) -> Topic:
    return Topic.objects.create(code="care", label="介護", position=2)


def _agency(name: str, kind: AgencyType, **more: object) -> Agency:
    return Agency.objects.create(name=name, type=kind, citywide=True, **more)


def _staff(username: str, name: str, role: Role, agency: Agency) -> Staff:
    return Staff.objects.create_user(
        username, email=f"{username}@example.test", name=name, role=role, agency=agency
    )


@pytest.fixture
def desk(db: None) -> Agency:
    return _agency("善行・地区福祉窓口（架空）", AgencyType.COUNTER)


@pytest.fixture
def council(db: None) -> Agency:
    return _agency("バックアップふじさわ社協", AgencyType.SELF_RELIANCE)


@pytest.fixture
def ikiiki(db: None) -> Agency:
    return _agency("いきいきサポート善行（架空）", AgencyType.ELDERLY)


@pytest.fixture
def shogai(db: None) -> Agency:
    return _agency("中部障がい者地域相談支援センター", AgencyType.DISABILITY)


@pytest.fixture
def backup(db: None) -> Agency:
    return _agency(
        "バックアップふじさわ", AgencyType.SELF_RELIANCE, programmes=[Programme.COORDINATION]
    )


@pytest.fixture
def owner_worker(desk: Agency) -> Staff:
    return _staff("owner", "窓口田 しるべ", Role.COUNTER, desk)


@pytest.fixture
def beside(desk: Agency) -> Staff:
    """Another one of the same house."""
    return _staff("counter-beside", "窓口 二", Role.COUNTER, desk)


@pytest.fixture
def receiver_worker(council: Agency, zengyo: District) -> Staff:
    staff = _staff("receiver", "ふみ出 すすむ", Role.CSW, council)
    Posting.objects.create(staff=staff, district=zengyo, starts_on="2026-04-01")
    return staff


@pytest.fixture
def joiner_worker(ikiiki: Agency) -> Staff:
    return _staff("joiner", "支えだ なぎさ", Role.AGENCY, ikiiki)


@pytest.fixture
def outsider(shogai: Agency) -> Staff:
    return _staff("outsider", "外野 みえず", Role.AGENCY, shogai)


@pytest.fixture
def coordinator(backup: Agency) -> Staff:
    return _staff("coordinator", "束根 まとめ", Role.COORDINATOR, backup)


@pytest.fixture
def manager(db: None) -> Staff:
    return _staff(
        "manager", "見守川 けい", Role.MANAGER, _agency("地域共生社会推進室", AgencyType.SECTION)
    )


@pytest.fixture
def administrator(db: None) -> Staff:
    return _staff(
        "administrator",
        "管理 つとむ",
        Role.ADMINISTRATOR,
        _agency("システム管理", AgencyType.OTHER),
    )


Receive = Callable[..., Case]


@pytest.fixture
def receive(
    owner_worker: Staff, zengyo: District, hikikomori: Topic, terms: Terms, now: datetime
) -> Receive:
    def receive(*, by: Staff = owner_worker, at: datetime = now, **more: object) -> Case:
        told: dict[str, object] = {
            "channel": "counter",
            "story": "もう20年近く家から出ていない",
            "district": zengyo,
            "topics": (hikikomori,),
        }
        return consultations.receive(Intake(**(told | more)), by=by, at=at, terms=terms).case  # type: ignore[arg-type]

    return receive


@pytest.fixture
def case(receive: Receive) -> Case:
    """An open case of the desk, whose person has not been asked for consent."""
    return receive()


@pytest.fixture
def referral(receive: Receive, council: Agency, receiver_worker: Staff) -> Referral:
    """Waiting for the council's answer."""
    return receive(outcome=Outcome.REFER, refer_to=(transfer(council),)).referrals.get()


@pytest.fixture
def agreed_referral(receive: Receive, council: Agency, receiver_worker: Staff) -> Referral:
    return receive(
        outcome=Outcome.REFER,
        refer_to=(transfer(council),),
        person=Known(name="例田 一郎", kana="れいだ いちろう", phones=("0466-00-0142",)),
        consent=ConsentState.GIVEN,
        consent_method="verbal",
    ).referrals.get()


Begin = Callable[..., AddressProtection]


@pytest.fixture
def known_case(receive: Receive) -> Case:
    return receive(person=Known(name="例田 花子", kana="れいだ はなこ", phones=("0466-00-0142",)))


@pytest.fixture
def shield(now: datetime) -> Shield:
    return Shield(starts_on=now.date(), other_parties=("例田 太郎",))


@pytest.fixture
def begin(known_case: Case, owner_worker: Staff, now: datetime, shield: Shield) -> Begin:
    def begin(case: Case = known_case, *, at: datetime = now, **more: object) -> AddressProtection:
        wanted = replace(shield, **more)  # type: ignore[arg-type]
        return protections.begin(case, by=owner_worker, at=at, shield=wanted)

    return begin
