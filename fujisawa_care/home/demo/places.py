"""縁側の物語: places in every district beside the confirmed ones, all of them 架空."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from districts.models import District
from engawa.actions import sites
from engawa.actions.sites import Done, Line, Place
from engawa.models import Interest, Site, Weekday
from fujisawa_care.home.demo.scene import Scene

# name, kind, target, district, days, from, to, interests, people, features, words
PLACES = (
    ("縁側 ひなたベンチ", "basic", "anyone", "07", "024", 10, 14, "shogi tea", (5, 8), "wheelchair",
     "将棋盤のある、静かな縁側。"),
    ("みほん畑のえんがわ", "specific", "adult", "05", "13", 9, 12, "gardening farming", (4, 6), "",
     "畑のそば。雨の日は休み。"),
    ("ささえ処 まるしかく", "core", "anyone", "07", "01234", 10, 15, "shogi exercise talk", (20, 40), "adviser parking",
     "生活支援コーディネーターがいる。"),
    ("カフェ れいだい", "basic", "anyone", "06", "14", 13, 16, "gardening tea", (6, 12), "",
     "バス停から3分。"),
    ("ごしょみ みほん亭", "basic", "anyone", "01", "13", 10, 14, "handcraft tea", (5, 10), "parking",
     "手しごとの道具がそろう。"),
    ("ちょうご ふみの間", "basic", "anyone", "02", "024", 10, 15, "reading igo", (4, 8), "",
     "本と囲碁。話さなくてもよい。"),
    ("えんどう いろり端", "basic", "elderly", "03", "1", 9, 13, "cooking talk", (6, 10), "meal",
     "週に一度、いっしょにお昼を作る。"),
    ("湘南台 ためしの部屋", "specific", "child_rearing", "04", "135", 10, 14, "children drawing", (8, 15), "wheelchair",
     "小さい子とすごす部屋。"),
    ("むつあい えほんの戸", "basic", "child_rearing", "05", "24", 10, 14, "children reading", (5, 12), "",
     "絵本とおもちゃ。"),
    ("めいじ れんしゅう座", "basic", "anyone", "08", "03", 13, 17, "music", (6, 14), "",
     "うたと楽器。聞くだけでもよい。"),
    ("ふじさわ みせさき", "basic", "anyone", "09", "01234", 10, 14, "computer tea", (4, 9), "wheelchair adviser",
     "商店街の空き店舗。"),
    ("むらおか ものづくり小屋", "basic", "adult", "10", "25", 10, 15, "repair handcraft", (3, 6), "",
     "直しものを持ちよる。"),
    ("つじどう うみかぜ", "basic", "anyone", "11", "13", 10, 14, "walking talk", (5, 10), "",
     "海までの散歩に出る日がある。"),
    ("かたせ しおさい堂", "basic", "anyone", "13", "14", 10, 14, "haiku talk", (4, 8), "",
     "俳句とお茶。"),
    ("くげぬま まちかど", "basic", "anyone", "12", "024", 10, 15, "film tea", (6, 12), "wheelchair",
     "月に一度、映画の日。"),
)  # fmt: skip
MADE = timedelta(days=400)
LOOKED_IN = timedelta(days=35)


def opened(scene: Scene) -> list[Site]:
    """Put on the list a year ago; two of them nobody has looked at since."""
    by = scene.cast.staff["manager"]
    known = {one.pk: one for one in District.objects.all()}
    made = []
    for number, told in enumerate(PLACES):
        site = _opened(told, known, scene)
        if number % 7:
            sites.confirm(site, by=by, at=scene.now - LOOKED_IN)
        made.append(site)
    return made


def _opened(told: Any, known: dict[str, District], scene: Scene) -> Site:
    name, kind, target, district, days, first, last, likes, people, features, words = told
    by, at = scene.cast.staff["manager"], scene.now - MADE
    place = Place(
        name=f"{name}（架空）",
        kind=kind,
        target=target,
        district=known[district],
        address="架空台2丁目",
        what=words,
        days_said="・".join(Weekday(int(day)).label for day in days),
        hours_said=f"{first}:00-{last}:00",
        company_from=people[0],
        company_to=people[1],
        features=features.split(),
        takes_visits=people[1] < 15,
        operator="地域の有志（架空）",
    )
    site = sites.add(place, by=by, at=at, fictional=True)
    week = [Line(weekday=int(day), starts=time(first), ends=time(last)) for day in days]
    sites.set_week(site, by=by, at=at, lines=week)
    done = [Done(interest=one) for one in Interest.objects.filter(code__in=likes.split())]
    sites.set_pastimes(site, by=by, at=at, done=done)
    return site
