"""地域課題と社会資源の物語: what is missing in each state, and the help that is held against it (架空)."""

from __future__ import annotations

from datetime import timedelta

from districts.actions import issues as raising
from districts.actions import resources
from districts.actions.resources import Help
from districts.models import Issue, Resource
from fujisawa_care.home.demo.scene import Scene
from meetings.actions import issues
from meetings.models import Meeting

# name, kind, what, topics, districts
HELPS = (
    ("坂の上の移動販売（架空）", "food", "週に2回、魚と野菜と日用品をのせて回る", "food community", "07"),
    ("ぷらっと善行（架空）", "place", "昼に開いている、だれでも寄れる部屋", "community hikikomori", "07"),
    ("付き添いボランティア ゆっくり（架空）", "ride", "病院までの行き帰りに付き添う", "health care", "07 12"),
    ("夜の食堂 あかり（架空）", "place", "子どもも大人も、いっしょに夕ごはん", "food child_rearing", "12"),
)  # fmt: skip
# who, topic, words, days ago
NEEDS = (
    ("csw-zengyo", "community", "商店街に、昼に寄れる場所がない", 80),
    ("ikiiki-zengyo", "care", "通院に付き添う人が、午前に足りない", 50),
    ("csw-zengyo", "food", "坂の上で、買い物に行けない家がふえている", 30),
    ("counter-zengyo", "hikikomori", "夜に話せる窓口がない", 12),
    ("csw-kugenuma", "housing", "保証人のいない方が借りられる部屋がない", 8),
    ("csw-zengyo", "community", "まちがえて二度出したもの", 6),
)
OPENED = "空き店舗を、来月から週2日、試しに開けます。当番は自治会と商店街で組みます。"
SHARED = "午前の付き添いを、地区のボランティアと分けることにしました。"
EMPTY, VISITS, SHOPS, NIGHT, ROOMS, TWICE = range(6)


def gathered(scene: Scene) -> list[Issue]:
    """Raised by those who saw it; one twice, and taken back."""
    by, found = scene.cast.staff["csw-zengyo"], _needs(scene)
    at, because = scene.now - timedelta(days=5), "前に出したものと同じ"
    raising.withdraw(found[TWICE], by=by, at=at, because=because)
    return found


def handed(scene: Scene, issue: Issue, meeting: Meeting) -> None:
    """To a sitting that is still to come."""
    by = scene.cast.staff["csw-zengyo"]
    issues.hand(issue, by=by, at=scene.at, body=meeting.body, meeting=meeting)


def answered(scene: Scene, found: list[Issue], meetings: dict[int, Meeting]) -> None:
    """On the day after the table; and what help there is, is held against it."""
    by, at = scene.cast.staff["csw-zengyo"], scene.now - timedelta(days=2)
    for which, words in ((EMPTY, OPENED), (VISITS, SHARED)):
        then = meetings[which].starts_at + timedelta(days=1)
        issues.answer(found[which], by=by, at=then, text=words)
    help_ = _help(scene)
    for which, what, note in (
        (EMPTY, 1, "場所の使いかたを聞いた"),
        (VISITS, 2, "午前の2回を受けられる"),
        (SHOPS, 0, "坂の上まで来られるか相談中"),
    ):
        resources.match(found[which], help_[what], by=by, at=at, note=note)


def _help(scene: Scene) -> list[Resource]:
    by, made = scene.cast.staff["csw-zengyo"], []
    for days, (name, kind, what, topics, districts) in enumerate(HELPS, start=1):
        told = Help(
            name=name, kind=kind, what=what,
            topics=[scene.cast.topics[one] for one in topics.split()],
            districts=[scene.cast.districts[one] for one in districts.split()],
        )  # fmt: skip
        at = scene.now - timedelta(days=100 * days)
        made.append(resources.add(told, by=by, at=at, fictional=True))
    return made


def _needs(scene: Scene) -> list[Issue]:
    made = []
    for who, topic, words, days in NEEDS:
        by = scene.cast.staff[who]
        district = scene.cast.districts["12" if who == "csw-kugenuma" else "07"]
        at = scene.now - timedelta(days=days)
        said = f"{words}（架空）"
        made.append(
            raising.bring_up(
                by=by, at=at, topic=scene.cast.topics[topic], text=said, district=district
            )
        )
    return made
