"""見本の街のことば: fictional names, and what people say at a counter."""

from __future__ import annotations

from dataclasses import dataclass

from cases.actions.consultations import Unasked
from cases.models import WhyNot

SURNAMES = [
    ("例田", "れいだ"),
    ("見本", "みほん"),
    ("試川", "ためしがわ"),
    ("仮名山", "かなやま"),
    ("雛形", "ひながた"),
    ("型見", "かたみ"),
    ("枠組", "わくぐみ"),
    ("例示", "れいじ"),
    ("架空田", "かくうだ"),
    ("見立", "みたて"),
    ("仮野", "かりの"),
    ("写見", "うつしみ"),
]
GIVEN = [
    ("一郎", "いちろう"),
    ("さくら", "さくら"),
    ("れん", "れん"),
    ("まこと", "まこと"),
    ("たかし", "たかし"),
    ("ゆうこ", "ゆうこ"),
    ("しんじ", "しんじ"),
    ("のぞみ", "のぞみ"),
    ("ふみ", "ふみ"),
    ("あおい", "あおい"),
    ("きよし", "きよし"),
    ("みつえ", "みつえ"),
    ("はると", "はると"),
    ("かずこ", "かずこ"),
]


NOTHING_SAID = Unasked()


@dataclass(frozen=True)
class Trouble:
    """ひとつの困りごと: what is said, about what, and who could take it."""

    story: str
    topics: tuple[str, ...]
    consulter: str
    ages: tuple[int, int]
    living_with: str = ""
    takers: tuple[str, ...] = ()
    unasked: Unasked = NOTHING_SAID


CSW, IKIIKI, SHOGAI = "csw", "いきいきサポート善行（架空）", "中部障がい者地域相談支援センター"
HOKEN, SCHOOL, BACKUP = "保健予防課（架空）", "学校教育相談（架空）", "バックアップふじさわ"

TROUBLES = [
    Trouble(
        "「もう20年近く家から出ていない。私も足が悪くなって、この先が心配」と母。本人は来所しておらず、窓口に来たことも伝えていない。",
        ("hikikomori", "care", "income"),
        "family",
        (45, 58),
        "母（80代）",
        (CSW, HOKEN),
        Unasked(
            brought_by="母",
            why_not=WhyNot.ABSENT,
            why_not_note="本人は部屋から出ず、母も話を切りだせていない",
            known_to="母、市外の姉、民生委員",
        ),
    ),
    Trouble(
        "「昨夜から暖房が止まっている。財布には千円も残っていない」と本人。次の収入は来月の見込み。",
        ("income", "housing", "food"),
        "self",
        (38, 64),
        "",
        (BACKUP, CSW),
    ),
    Trouble(
        "「弟の送り迎えがあって、朝の授業に間に合わない」と本人。母は夜の仕事で朝は起きられないとのこと。",
        ("young_carer", "school", "child_rearing"),
        "agency",
        (13, 17),
        "母、弟",
        (CSW, SCHOOL),
        Unasked(
            brought_by="学校の先生",
            why_not=WhyNot.TRUST,
            why_not_note="本人は「家のことを言ったと思われたくない」",
            known_to="担任、保健室の先生",
        ),
    ),
    Trouble(
        "「退職してから人と話していない。将棋ができる集まりはないか」と本人。",
        ("community",),
        "self",
        (62, 74),
        "",
        (CSW,),
    ),
    Trouble(
        "「となりの庭から物があふれて、冬は火事が心配」と近所の方。本人とはあいさつをする間柄。",
        ("clutter", "community"),
        "neighbour",
        (66, 82),
        "",
        (CSW, IKIIKI),
        Unasked(
            brought_by="となりの方",
            why_not=WhyNot.TRUST,
            why_not_note="先に顔見知りになりたい。苦情として伝わらないように",
            known_to="となりの方、自治会の役員",
        ),
    ),
    Trouble(
        "「父の物忘れが進み、下の子の夜泣きも続く。仕事を休む日がふえた」と長女。",
        ("double_carer", "care", "child_rearing"),
        "family",
        (34, 46),
        "父（70代）、子2人",
        (IKIIKI, CSW),
    ),
    Trouble(
        "「手帳をとったが、何が使えるのかわからない。昼に行くところがほしい」と本人。",
        ("disability", "community"),
        "self",
        (22, 45),
        "両親",
        (SHOGAI,),
    ),
    Trouble(
        "「家賃が2か月おくれている。管理会社から手紙が来た」と本人。",
        ("rent_loan", "income", "job_seeking"),
        "self",
        (28, 55),
        "",
        (BACKUP, CSW),
    ),
    Trouble(
        "「母の介護で退職した。自分の貯えも少なくなってきた」と本人。",
        ("care", "income", "job_seeking"),
        "self",
        (50, 61),
        "母（80代）",
        (IKIIKI, CSW),
    ),
    Trouble(
        "「このごろ眠れない。電話が鳴るとどきどきする」と本人。受診はしていない。",
        ("health", "job_trouble"),
        "self",
        (25, 50),
        "",
        (HOKEN,),
    ),
    Trouble(
        "民生委員から。「雨戸が閉まったままの日が続く。声をかけると返事はある」とのこと。",
        ("community", "health"),
        "minsei",
        (74, 88),
        "",
        (CSW, IKIIKI),
        Unasked(
            brought_by="民生委員",
            why_not=WhyNot.ABSENT,
            known_to="民生委員、新聞の配達員",
        ),
    ),
    Trouble(
        "「税金の封筒をあけられない。数えると十通あった」と本人。",
        ("tax_utility", "debt"),
        "self",
        (40, 60),
        "",
        (BACKUP,),
    ),
]

CONTACTS = [
    "電話で近況を聞いた。食事は一日二回。夜は早く寝ているとのこと。",
    "玄関先で10分ほど話した。天気と庭の話。次は同じ曜日がよいとのこと。",
    "窓口へ来所。書類をいっしょに確かめ、足りないものを書き出した。",
    "家族と電話。本人は夜に台所へ出ているようす。声のかけ方を相談した。",
    "同行して手続きをした。待つあいだに、むかしの仕事の話を聞いた。",
    "縁側の見学に誘った。「考えておく」とのこと。",
]
ABSENCES = [
    "応答なし。郵便受けに連絡カードを入れた。電気メーターは動いていた。",
    "応答なし。カーテンが開いていた。連絡カードを残した。",
]
NEXT_STEPS = [
    ("phone", "電話で近況を聞く"),
    ("visit", "訪問して声をかける"),
    ("phone", "書類がそろったか電話でたしかめる"),
    ("visit", "玄関先で顔を見る"),
    ("task", "使える制度を調べて伝える"),
]
CLOSING = [
    ("solved", "困りごとが落ちつき、本人も「しばらくだいじょうぶ」とのこと"),
    ("linked", "ほかの支援につながり、つづきはそちらで見ている"),
    ("moved", "市外へ転出。転出先の窓口を本人へ伝えた"),
    ("declined", "本人が「もうよい」とのこと。連絡先を渡して終わりにした"),
]
RETURNS = [
    ("area", "担当の地区がちがうようです。地区をたしかめてください"),
    ("other_agency_first", "先に体調のことを聞ける機関がよいと思います"),
    ("not_enough_information", "連絡してよい時間がわからず、動けませんでした"),
    ("duplicate", "おなじ件で別の窓口からも届いています"),
]
NOTES = [
    "平日の午前に電話可",
    "母へは電話可。本人へは連絡しない",
    "夕方のほうが話しやすいとのこと",
    "はじめは玄関先だけで",
    "",
]
