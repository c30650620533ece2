"""見本の街の要点と世帯: what is known of somebody after the first meetings, all of it invented (架空)."""

from __future__ import annotations

from cases.actions import assessments, households, summaries
from cases.actions.households import Member
from cases.models import Case, Relation
from districts.models import Staff
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo import words
from fujisawa_care.home.demo.scene import Scene

R = Relation
FAMILIES: dict[str, tuple[tuple[str, str, bool, str], ...]] = {
    "母（80代）": ((R.MOTHER, "80代", False, "足の痛み"), (R.ELDER_SISTER, "50代", True, "市外")),
    "母、弟": ((R.MOTHER, "40代", False, "夜の仕事"), (R.YOUNGER_BROTHER, "小学生", False, "")),
    "父（70代）、子2人": (
        (R.FATHER, "70代", False, "物忘れ"),
        (R.HUSBAND, "40代", False, ""),
        (R.SON, "小学生", False, ""),
        (R.DAUGHTER, "1歳", False, "夜泣き"),
    ),
    "両親": ((R.FATHER, "60代", False, ""), (R.MOTHER, "60代", False, "")),
    "": ((R.YOUNGER_SISTER, "", True, "年に一度の電話"),),
}
POINTS = {
    "hikikomori": (
        "自室中心の生活。夜に台所へ出ることはある。母が買い物と家事を担う。",
        "母「自分が倒れたときに困らないように」。本人の望みはまだ聞けていない。",
        "将棋のアプリを毎日つづけている。母は民生委員と顔なじみ。",
        "急な訪問はしない。手紙は本人あてにしない。",
    ),
    "income": (
        "次の収入は来月の見込み。暖房と食事をやりくりしている。",
        "「まず部屋をあたためたい」",
        "家計を自分で書きとめている。",
        "電話は午後。料金の話は順に、ひとつずつ。",
    ),
    "young_carer": (
        "朝に弟を送ってから登校。週に二日おくれる。",
        "「授業にはじめから出たい」。母「休ませたくはない」",
        "弟のことをよく見ている。部活の仲間がいる。",
        "学校からの電話は母の仕事の時間をさける。",
    ),
    "community": (
        "退職してから家にいることが多い。体はじょうぶ。",
        "「気のおけない人と将棋がさしたい」",
        "時間を守る。道具の手入れが好き。",
        "大人数の集まりは苦手。",
    ),
    "clutter": (
        "庭に物がたまり、裏口が使えない。近所とあいさつはある。",
        "「捨てるのではなく、使う人にわたしたい」",
        "物の来歴をよくおぼえている。",
        "物にさわる前に、かならず本人に聞く。",
    ),
    "double_carer": (
        "父の物忘れと子の夜泣きが重なり、仕事を休む日がふえた。",
        "「仕事はやめたくない」",
        "夫と家事を分けている。",
        "連絡は昼休みに短く。",
    ),
}
HOUSING = ("持家", "借家（賃貸アパート・マンション）", "公営住宅")
HEALTH = ("良い", "良くないが通院していない", "通院している")
POINTS_OF_OTHERS = (
    "困りごとを順に書き出したところ。",
    "「落ちついて暮らしたい」",
    "約束の時間に来られる。",
    "",
)


def get_to_know(scene: Scene, case: Case, *, by: Staff) -> None:
    """After a first word or two: the four points, and who else is at home."""
    topics = list(case.topics.values_list("code", flat=True))
    told = next((POINTS[code] for code in POINTS if code in topics), POINTS_OF_OTHERS)
    said = dict(zip(("situation", "wishes", "strengths", "cautions"), told, strict=True))
    summaries.write(case, by=by, at=scene.at, said=said, seen=0)
    heard: dict[str, assessments.Said] = {
        "living": ("いる",) if case.household.living_with else ("いない",),
        "housing": (scene.chance.choice(HOUSING),),
        "health": (scene.chance.choice(HEALTH),),
    }
    assessments.answer(case, by=by, at=scene.at, said=heard, seen=0)
    surname = (case.person.name if case.person else "").partition(" ")[0]
    for relation, age, apart, note in FAMILIES.get(case.household.living_with, ()):
        given = scene.chance.choice(words.GIVEN)[0]
        who = Member(
            relation=relation,
            name=f"{surname} {given}" if surname and not apart else "",
            age_text=age,
            apart=apart,
            note=note,
        )
        with signed(by.pk):
            households.add(case, by=by, at=scene.at, who=who)
