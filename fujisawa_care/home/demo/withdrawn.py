"""会えない日々: a year with a son who stays in his room, from the mother's first word on (架空)."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle

from cases.actions import (
    assessments,
    attachments,
    cases,
    consents,
    follow_ups,
    households,
    people,
    records,
    referrals,
    safety_notes,
    summaries,
)
from cases.actions.consents import Told
from cases.actions.households import Member
from cases.actions.people import Known
from cases.actions.referrals import HandOver
from cases.models import (
    Case,
    ConsentItem,
    ConsentState,
    FollowUp,
    MemberEnd,
    Outcome,
    Person,
    Purpose,
    Relation,
)
from districts.models import Staff
from fujisawa_care.foundation.history import signed
from fujisawa_care.home.demo import papers, words
from fujisawa_care.home.demo.scene import Scene, Story

SON = Known(
    name="例示 まもる",
    kana="れいじ まもる",
    birth_text="40代",
    phones=("0466-00-0747",),
    address="架空台7-4",
)
FAMILY = (
    (Relation.MOTHER, "例示 とし", "80代", False, "足の痛み。買い物は週に一度"),
    (Relation.ELDER_SISTER, "", "50代", True, "市外。月に一度の電話"),
    (Relation.YOUNGER_SISTER, "", "30代", True, "県外。年に一度の手紙"),
)
FIRST = (
    "高校を出て勤めた先を3年でやめ、それから家にいる。母が家事をすべて担う。",
    "母「自分が動けるうちに、だれかとつながってほしい」。本人のことばは、まだ聞けていない。",
    "夜に台所で自分の分を作る。将棋のアプリを毎日つづけている。",
    "チャイムは鳴らさない。本人あての手紙は置かない。",
)
SEEN = {
    "situation": "台所で短く立ち話ができた。夜型。母の通院の日は、自分で昼をとる。",
    "wishes": "「人の多いところは無理。将棋なら少し」。母「急がなくてよい」",
}
AGREED = {
    "situation": "月に二度、台所で話せる。眠りが浅く、保健予防課への相談を考えている。",
    "wishes": "「体のことは聞いてほしい。ほかの人には広げないで」",
}
LOOKED_FOR = (
    ("応答なし。台所の窓に明かり。連絡カードを郵便受けに入れた。", ("card",)),
    ("応答なし。母は通院で留守。カードが受けとられていた。", ("card",)),
    ("玄関で母とだけ話した。奥でテレビの音。将棋の新聞の切りぬきを置いた。", ("letter",)),
    ("応答なし。二階のカーテンが少し動いた。", ("card",)),
    ("応答なし。前回の切りぬきに、鉛筆で次の一手が書いてあったと母から。", ("letter",)),
    ("庭先で母と話した。本人は台所にいたが、出てこなかった。", ("letter",)),
    ("応答なし。郵便受けに、駒の絵のある紙が一枚入っていた。", ("card",)),
)
TALKED = (
    "台所で10分。切りぬきの次の一手の話だけをした。目は合わないが、笑った。",
    "台所で15分。夜に眠れないこと、昼は外がまぶしいことを聞いた。",
    "母の通院の日に訪問。二人でお茶。むかし勤めた工場の話を少し。",
)
AGREEING = (
    "保健師から電話があったとのこと。「声が低くて、聞きやすかった」。",
    "支援センターの方の手紙を母が読んで聞かせたとのこと。本人はだまって聞いていた。",
)
ALONE_AGAIN = (
    ("応答なし。台所の明かりが消えた。カードだけを置いた。", ("card",)),
    ("母とだけ話した。「怒ってはいない。少し時間がほしいと」。", ("letter",)),
    ("応答なし。置いた切りぬきがなくなっていた。", ("letter",)),
)
SINCE_THEN = (
    "台所で20分。眠れた日が続いた。保健師の電話のことを「まあまあ」と。",
    "将棋を一局。王手のところで母が帰り、続きは次回。",
    "裏口までいっしょに出た。空を見て「明るい」と。",
    "先月の一局の続き。負けたあと「もう一回」と言った。",
    "母の通院に、車の中までついてきたとのこと。降りはしなかった。",
    "夜の公園まで歩いた話を、本人から。ベンチの場所を絵にかいてくれた。",
    "縁側の将棋の集まりのちらしを、台所の壁に貼っていた。",
)
STEP = ("visit", "裏口から声をかける。チャイムは鳴らさない")


def a_year(scene: Scene) -> Story:
    """The mother's word, seven absences, a first sight, a yes, its taking back, and a yes again."""
    csw = scene.cast.staff["csw-zengyo"]
    case = _first_word(scene, csw)
    yield scene.later(1, 1)
    referrals.accept(case.referrals.get(), by=csw, at=scene.at, terms=scene.terms)
    yield scene.same_day()
    _get_to_know(scene, case, csw)
    for n, (note, left) in enumerate(LOOKED_FOR):
        yield scene.on_the_day(case)
        scene.meet(case, by=csw, outcome="absent", note=note, left=left, then=(*STEP, 9))
        if n == 4:
            _mother_calls(scene, case, csw)
    for n, note in enumerate(TALKED):
        yield scene.on_the_day(case)
        scene.meet(case, by=csw, outcome="met", note=note, then=(*STEP, 9))
        if n == 0:
            summaries.write(case, by=csw, at=scene.at, said=SEEN, seen=1)
    yield from _consents(scene, case, csw)
    for note in cycle(SINCE_THEN):
        yield scene.on_the_day(case)
        scene.meet(case, by=csw, outcome="met", note=note, then=(*STEP, 10))


def _first_word(scene: Scene, csw: Staff) -> Case:
    trouble = words.TROUBLES[0]
    return scene.receive(
        trouble,
        by=scene.cast.staff["counter-zengyo"],
        district=scene.cast.districts["07"],
        channel="counter",
        person=SON,
        consent=ConsentState.NOT_YET,
        urgency="week",
        outcome=Outcome.REFER,
        refer_to=(
            HandOver(agency=csw.agency, note="母へは平日の午前に電話可。本人へは連絡しない"),
        ),
    )


def _get_to_know(scene: Scene, case: Case, csw: Staff) -> None:
    said = dict(zip(("situation", "wishes", "strengths", "cautions"), FIRST, strict=True))
    summaries.write(case, by=csw, at=scene.at, said=said, seen=0)
    heard: dict[str, assessments.Said] = {
        "route": ("家族・知人（来所）",),
        "living": ("いる",),
        "marriage": ("未婚",),
        "housing": ("持家",),
        "household_care": ("8050",),
        "community": ("母は民生委員と顔なじみ。本人はつきあいがない",),
        "health": ("良くないが通院していない",),
        "work": ("仕事を探していない",),
        "career": ("高校を出て工場に3年",),
        "traits": ("社会的孤立（ニート・ひきこもり等）", "コミュニケーションが苦手"),
        "screening": ("本人同意は取れていないが同意に向けて取り組む",),
    }
    assessments.answer(case, by=csw, at=scene.at, said=heard, seen=0)
    safety_notes.write(case, by=csw, at=scene.at, kind="no_ring", words="裏口から声をかける")
    cases.pace(case, by=csw, at=scene.at, days=14)
    with signed(csw.pk):
        for relation, name, age, apart, note in FAMILY:
            who = Member(relation=relation, name=name, age_text=age, apart=apart, note=note)
            households.add(case, by=csw, at=scene.at, who=who)
        years_ago = scene.at - timedelta(days=5 * 365)
        father = Member(relation=Relation.FATHER, since=years_ago - timedelta(days=1))
        gone = households.add(case, by=csw, at=scene.at, who=father)
        households.end(gone, case, by=csw, at=scene.at, because=MemberEnd.DIED, until=years_ago)


def _mother_calls(scene: Scene, case: Case, csw: Staff) -> None:
    """Her words and what she heard from him are kept apart; the telephone at home is another now."""
    heard = records.write(
        case,
        by=csw,
        at=scene.at,
        happened_at=scene.at,
        method="phone",
        counterpart="family",
        outcome="met",
        minutes=12,
        text="母から電話。切りぬきを台所に貼っているとのこと。裏口までの道を聞いて図にした。家の電話の番号が変わった。",
        third_party_text="母「『あの人はまた来るのか』とあの子が言った」",
    )
    name, sketch = "裏口までの道（架空）.png", papers.way_to_the_back_door()
    attachments.add(case, by=csw, at=scene.at, name=name, content=sketch, record=heard)
    with signed(csw.pk):
        said = {"phones": ("0466-00-0748",), "kana": "れいじ まもる"}
        people.put_right(Person.objects.get(cases=case), case, by=csw, at=scene.at, said=said)


def _consents(scene: Scene, case: Case, csw: Staff) -> Story:
    """Asked on paper, given, taken back seven weeks later, and given again for less."""
    health = scene.cast.staff["hoken"].agency
    _told(scene, case, csw, event="asked", note="用紙を置いて、次に来るまで考えてもらう")
    yield scene.on_the_day(case)
    everything = Told(
        event="given",
        method="written",
        agencies=(health, scene.cast.staff["ikiiki-zengyo"].agency),
        valid_until=scene.due(250),
        note="「母のことも、いっしょに聞いてもらえるなら」",
    )
    given = consents.record(case, by=csw, at=scene.at, told=everything)
    name, paper = papers.signed_consent(case, everything, by=csw)
    attachments.add(case, by=csw, at=scene.at, name=name, content=paper, consent=given)
    summaries.write(case, by=csw, at=scene.at, said=AGREED, seen=2)
    scene.meet(case, by=csw, outcome="met", note="同意書を三人で読んだ。", then=(*STEP, 10))
    for note in AGREEING:
        yield scene.on_the_day(case)
        scene.meet(case, by=csw, outcome="met", note=note, then=(*STEP, 10))
    yield scene.on_the_day(case)
    yield from _taken_back(scene, case, csw)
    part = (ConsentItem.NAME, ConsentItem.PHONE, ConsentItem.STORY)
    yield scene.on_the_day(case)
    _told(
        scene,
        case,
        csw,
        event="given",
        method="verbal",
        agencies=(health,),
        items=part,
        note="「電話で話すだけなら。記録は見せないで」",
    )
    scene.meet(case, by=csw, outcome="met", note="保健師の電話の曜日を決めた。", then=(*STEP, 10))


def _taken_back(scene: Scene, case: Case, csw: Staff) -> Story:
    """What it stops at once, and the days in which only a card is left."""
    _told(scene, case, csw, event="withdrawn", note="「知らない人から電話が来た。もう広げないで」")
    scene.meet(case, by=csw, outcome="met", note="ことばを聞き、あやまった。", then=(*STEP, 10))
    yield scene.same_day()
    settled = FollowUp.objects.open().get(case=case, purpose=Purpose.WITHDRAWAL)
    follow_ups.finish(
        settled, by=csw, at=scene.at, outcome="none", note="二つの機関へ電話。控えは返してもらう。"
    )
    for note, left in ALONE_AGAIN:
        yield scene.on_the_day(case)
        scene.meet(case, by=csw, outcome="absent", note=note, left=left, then=(*STEP, 9))


def _told(scene: Scene, case: Case, by: Staff, **told: object) -> None:
    consents.record(case, by=by, at=scene.at, told=Told(**told))  # type: ignore[arg-type]
