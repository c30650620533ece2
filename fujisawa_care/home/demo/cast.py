"""見本の街の人と機関: everybody here is fictional (架空) and cannot be taken for a real person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from districts.actions import agencies, staff
from districts.models import Agency, AgencyType, District, Programme, Role, Staff, Topic
from fujisawa_care.foundation.history import signed

PASSWORD = "demo-fujisawa"
MAIL = "{}@demo.invalid"

FICTIONAL = [
    # name, type, short name, programmes, topics, districts
    (
        "善行・地区福祉窓口（架空）",
        AgencyType.COUNTER,
        "善行窓口",
        [Programme.CONSULTATION],
        "",
        "07",
    ),
    (
        "いきいきサポート善行（架空）",
        AgencyType.ELDERLY,
        "いきいき善行",
        [Programme.CONSULTATION],
        "care health family",
        "07",
    ),
    (
        "いきいきサポート鵠沼（架空）",
        AgencyType.ELDERLY,
        "いきいき鵠沼",
        [Programme.CONSULTATION],
        "care health family",
        "12",
    ),
    (
        "保健予防課（架空）",
        AgencyType.HEALTH,
        "保健予防",
        [Programme.CONSULTATION],
        "health hikikomori",
        "",
    ),
    (
        "学校教育相談（架空）",
        AgencyType.CHILD,
        "学校相談",
        [Programme.CONSULTATION],
        "school young_carer child_rearing",
        "",
    ),
]

CSWS = {
    "goshomi": ("01", "架橋 むすぶ", "かきょう むすぶ"),
    "chogo": ("02", "長野見 かよう", "ながのみ かよう"),
    "endo": ("03", "縁藤 むかう", "えんどう むかう"),
    "shonandai": ("04", "台場 よりそう", "だいば よりそう"),
    "mutsuai": ("05", "六合 あゆむ", "むつあい あゆむ"),
    "shonanoba": ("06", "大庭見 つづく", "おおばみ つづく"),
    "zengyo": ("07", "ふみ出 すすむ", "ふみで すすむ"),
    "meiji": ("08", "明見 ひらく", "あけみ ひらく"),
    "honcho": ("09", "藤見 めぐる", "ふじみ めぐる"),
    "muraoka": ("10", "村見 おとずれ", "むらみ おとずれ"),
    "tsujido": ("11", "辻見 たずね", "つじみ たずね"),
    "kugenuma": ("12", "沼見 かかわり", "ぬまみ かかわり"),
    "katase": ("13", "片見 まつ", "かたみ まつ"),
}

DESKS = [
    ("counter-zengyo", "窓口田 しるべ", Role.COUNTER, "善行・地区福祉窓口（架空）"),
    ("counter-center", "受田 とめる", Role.COUNTER, "福祉総合相談支援センター"),
    ("ikiiki-zengyo", "支えだ なぎさ", Role.AGENCY, "いきいきサポート善行（架空）"),
    ("shogai-chubu", "並木見 ともに", Role.AGENCY, "中部障がい者地域相談支援センター"),
    ("hoken", "見守川 けい", Role.AGENCY, "保健予防課（架空）"),
    ("backup", "束根 まとめ", Role.COORDINATOR, "バックアップふじさわ"),
    ("manager", "見渡 ひろし", Role.MANAGER, "地域共生社会推進室"),
]
ADMINISTRATOR = ("administrator", "管理 つとむ", Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Cast:
    """Everybody on the stage, by user name and by agency name."""

    staff: dict[str, Staff]
    agencies: dict[str, Agency]
    districts: dict[str, District]
    topics: dict[str, Topic]

    @property
    def csws(self) -> list[Staff]:
        return [self.staff[f"csw-{place}"] for place in CSWS]

    def csw_of(self, district: District) -> Staff:
        place = next(place for place, (code, *_) in CSWS.items() if code == district.code)
        return self.staff[f"csw-{place}"]


def gather(*, at: datetime) -> Cast:
    """Open the fictional agencies, enlist the accounts, post the 13 CSWs."""
    districts = {one.code: one for one in District.objects.all()}
    topics = {one.code: one for one in Topic.objects.all()}
    since = date(at.year - 2, 4, 1)
    house = agencies.open_agency(
        name="システム管理",
        type=AgencyType.OTHER,
        kind="このシステムの管理",
        accepts_referrals=False,
        fictional=True,
        by=None,
        at=at,
    )
    administrator = _enlist(*ADMINISTRATOR, house, at=at)
    with signed(administrator.pk):
        _open_agencies(districts, topics, since=since, by=administrator, at=at)
    found = {one.name: one for one in Agency.objects.all()}
    people = {administrator.username: administrator} | {
        username: _enlist(username, name, role, found[agency], at=at)
        for username, name, role, agency in DESKS
    }
    for place, (code, name, kana) in CSWS.items():
        username = f"csw-{place}"
        csw = _enlist(username, name, Role.CSW, found["バックアップふじさわ社協"], kana=kana, at=at)
        staff.post(csw, district=districts[code], starts_on=since, by=None, at=at)
        people[username] = csw
    staff.post(people["counter-zengyo"], district=districts["07"], starts_on=since, by=None, at=at)
    return Cast(people, found, districts, topics)


def _open_agencies(
    districts: dict[str, District],
    topics: dict[str, Topic],
    *,
    since: date,
    by: Staff,
    at: datetime,
) -> None:
    for name, kind, short, programmes, about, places in FICTIONAL:
        agencies.open_agency(
            name=name,
            type=kind,
            short_name=short,
            programmes=programmes,
            topics=[topics[code] for code in about.split()],
            districts=[districts[code] for code in places.split()],
            citywide=not places,
            valid_from=since,
            fictional=True,
            tel="0466-00-0100（架空）",
            by=by,
            at=at,
        )


def _enlist(
    username: str, name: str, role: Role, agency: Agency, *, at: datetime, kana: str = ""
) -> Staff:
    return staff.enlist(
        username=username,
        name=name,
        kana=kana,
        role=role,
        agency=agency,
        password=PASSWORD,
        by=None,
        at=at,
    )


def give_addresses(people: Cast, *, at: datetime) -> None:
    """Mail begins with today: nobody is written to about what happened long ago."""
    for one in people.staff.values():
        staff.reach(one, email=MAIL.format(one.username), by=None, at=at)
