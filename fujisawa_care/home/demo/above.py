"""ケースの上にある会議の物語: councils, a committee and trainings with papers, minutes and numbers (架空)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from districts.models import Agency, Staff
from fujisawa_care.foundation import paper, wareki
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo import needs, sittings
from fujisawa_care.home.demo.papers import MARK
from fujisawa_care.home.demo.scene import Scene
from meetings.actions import agenda, handouts, items, meetings, members, notes, turnout
from meetings.actions.meetings import Sitting
from meetings.actions.members import Called
from meetings.models import Meeting, MeetingBody, Reach, Reason

HALL = "市民センター 会議室（架空）"
NEIGHBOUR = Called(name="近所 つなぐ（架空）", title="民生委員・児童委員")


@dataclass(frozen=True, kw_only=True)
class Topic:
    """議題ひとつ: what it is, who presents it, and what came of it."""

    title: str
    presenter: str
    minutes: int = 20
    question: str = ""
    memo: str = ""
    wording: str = "次の回までに、それぞれの場で試してみる。"


COUNCIL = (
    Topic(
        title="商店街の空き店舗の使いかた（架空）",
        presenter="善行地区のCSW",
        minutes=30,
        question="だれでも立ち寄れる場所にできるか",
        memo="・週2日なら、当番を組める\n・鍵の預かりは自治会で相談する",
        wording="来月から週2日、試しに開ける。",
    ),
    Topic(
        title="坂の上の買い物（架空）",
        presenter="いきいきサポート善行",
        question="買い物に行けない方を、どう見つけるか",
        memo="・配達の方が、気づいたことを伝えてくれる",
    ),
)
CARE = (
    Topic(
        title="通院の付き添い（架空）",
        presenter="いきいきサポート善行",
        minutes=40,
        question="付き添いの担い手",
        memo="・有償の付き添いは市内に2つある\n・午前中に重なる",
        wording="地区のボランティアと、午前の受け持ちを分ける。",
    ),
)
COMMITTEE = (
    Topic(
        title="相談の受け止めと、つなぎの状況（架空）",
        presenter="地域共生社会推進室",
        minutes=30,
        memo="・戻しの数が減った\n・返事を待つ日数は、地区で差がある",
        wording="地区ごとの差を、次の回で見る。",
    ),
    Topic(title="職員研修の進めかた（架空）", presenter="地域共生社会推進室", minutes=15),
)
NEXT = (
    Topic(title="空き店舗を開けてみて（架空）", presenter="善行地区のCSW", minutes=30),
    Topic(title="冬の見守り（架空）", presenter="民生委員・児童委員", minutes=20),
)
LESSON = """・相談を断らずに受け止めるための、はじめの3分
・つなぎのときに、担当が切れないようにする
・質問：同意がないときは、どうするか"""
SEATS = ("csw-zengyo", "ikiiki-zengyo", "counter-zengyo")


def stand_above(scene: Scene) -> None:
    """What was talked about above the cases in the last year, and what waits for its answer."""
    by = scene.cast.staff["backup"]
    with signed(by.pk):
        found = needs.gathered(scene)
        council = _sit(scene, "council_07", -58, COUNCIL, title="居場所と買い物", bring=SEATS)
        small = _sit(scene, "small_area_07", -23, CARE, title="通院の付き添い", bring=SEATS)
        coming = _sit(scene, "council_07", 9, NEXT, title="冬にむけて", bring=SEATS)
        tables = {needs.EMPTY: council, needs.VISITS: small, needs.SHOPS: coming}
        for which, meeting in tables.items():
            scene.at = meeting.created_at + timedelta(days=1)
            needs.handed(scene, found[which], meeting)
        committee = _sit(scene, "steering", -37, COMMITTEE, bring=("manager", "hoken"))
        for meeting, topics in ((council, COUNCIL), (small, CARE), (committee, COMMITTEE)):
            _hold(scene, meeting, topics)
        meetings.invite(coming, by=by, at=scene.now - timedelta(days=4))
        needs.answered(scene, found, tables)
        _taught(scene, by)
    scene.at = scene.now


def _sit(
    scene: Scene,
    code: str,
    days: int,
    topics: Sequence[Topic],
    *,
    title: str = "",
    bring: Sequence[str] = (),
) -> Meeting:
    """Called two weeks before, or now for what is to come; a manager in the chair."""
    by, begins = scene.cast.staff["backup"], sittings.at_two(sittings.day_of(scene, days))
    scene.at = min(begins - timedelta(days=14), scene.now - timedelta(days=4))
    plan = Sitting(starts_at=begins, ends_at=begins + sittings.LASTS, place=HALL, title=title)
    body = MeetingBody.objects.get(code=code)
    meeting = meetings.call(body, by=by, at=scene.at, plan=plan)
    chair = Called(staff=scene.cast.staff["backup"], chairs=True)
    others = [Called(staff=scene.cast.staff[username]) for username in bring]
    for who in (chair, *others, NEIGHBOUR):
        members.add(meeting, by=by, at=scene.at, who=who)
    for one in topics:
        agenda.table(
            meeting, None, by=by, at=scene.at, reason=Reason.NONE, title=one.title,
            presenter=one.presenter, minutes=one.minutes, question=one.question,
        )  # fmt: skip
    _papers(scene, meeting, topics, by=by)
    return meeting


def _hold(scene: Scene, meeting: Meeting, topics: Sequence[Topic]) -> None:
    """Topic by topic, with the minutes closed on the day after."""
    by, scene.at = scene.cast.staff["backup"], meeting.starts_at
    meeting = meetings.begin(meeting, by=by, at=scene.at)
    for item, one in zip(meeting.items.order_by("position"), topics, strict=True):
        agenda.open_item(item, by=by, at=scene.at)
        items.memo(item, by=by, at=scene.at, base="", text=one.memo)
        scene.at += timedelta(minutes=one.minutes - 1)
        items.decide(item, by=by, at=scene.at, decision="go", wording=one.wording)
    for member in meeting.members.all():
        members.attend(member, by=by, at=scene.at, attended=True)
    words = "・前の回の宿題を確かめた\n・次の回は、二か月あとにする"
    notes.write(meeting, by=by, at=scene.at, base="", text=words)
    people = {f"a:{one.agency_id}": 1 for one in meeting.members.all() if one.agency_id}
    people |= {"g:民生委員・児童委員": 3, "g:市民": 5}
    turnout.count(meeting, by=by, at=scene.at, people=people, seen={})
    meetings.settle(meeting, by=by, at=scene.at + timedelta(days=1))


def _taught(scene: Scene, by: Staff) -> None:
    """職員研修 of this year and the last, a 多職種研修会, and the same once more at one's own desk."""
    for code, days, title, many in (
        ("training", -400, "受け止めの研修（架空）", 14),
        ("training", -120, "受け止めの研修（架空）", 18),
        ("training", -45, "つなぎの研修（架空）", 16),
        ("professionals", -66, "多職種で一つの家族を考える（架空）", 11),
    ):
        lesson = _sit(scene, code, days, (), title=title)
        scene.at = lesson.starts_at
        lesson = meetings.begin(lesson, by=by, at=scene.at)
        notes.write(lesson, by=by, at=scene.at, base="", text=LESSON)
        people = _people(scene, many)
        turnout.count(lesson, by=by, at=scene.at, people=people, seen={})
        meetings.settle(lesson, by=by, at=scene.at + timedelta(days=1))
    body = MeetingBody.objects.get(code="training")
    for days, title, many in ((-380, "つなぐ研修（架空）", 21), (-60, "つなぐ研修（架空）", 34)):
        opens = scene.today(days)
        at = scene.at_work(opens)
        course = turnout.offer(
            body, by=by, at=at, title=title, opens_on=opens, closes_on=opens + timedelta(days=30)
        )
        done = at + timedelta(days=31)
        turnout.complete(course, by=by, at=done, people=_people(scene, many), seen={})


def _people(scene: Scene, many: int) -> dict[str, int]:
    """A few of each agency of the stage."""
    at_work = [one for one in scene.cast.staff.values() if one.sees_cases]
    houses = Agency.objects.filter(staff__in=at_work).distinct().order_by("pk")
    found = {f"a:{one.pk}": scene.chance.randint(1, many) for one in houses}
    return {who: people for who, people in found.items() if people}


def _papers(scene: Scene, meeting: Meeting, topics: Sequence[Topic], *, by: Staff) -> None:
    """次第 that anybody may have, and a list for those who come."""
    at: datetime = scene.at
    said = "\n".join(f"{number}　{one.title}" for number, one in enumerate(topics, start=1))
    for title, reach, words in (
        ("次第", Reach.PUBLIC, said or meeting.title),
        ("出席者の名簿", Reach.INSIDE, "、".join(one.name for one in meeting.members.all())),
    ):
        name, content = _paper(meeting, title, words)
        handouts.add(
            meeting, by=by, at=at, name=name, content=content, title=f"{title}（架空）", reach=reach
        )


def _paper(meeting: Meeting, title: str, words: str) -> tuple[str, bytes]:
    """Set as a page; its words alone where the machine is too busy to set it."""
    day = wareki.long(meeting.starts_at.date())
    facts = [["会議", meeting.called], ["日", day], [title, words]]
    data = {"called": f"{title}（架空）", "day": day, "bands": [], "facts": facts, "items": []}
    try:
        return f"{title}.pdf", paper.pdf("minutes", data, mark=MARK)
    except paper.NoPaper:
        return f"{title}.txt", f"{MARK} {meeting.called} {title}\n{words}".encode()
