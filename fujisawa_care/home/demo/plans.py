"""見本の街の支援プラン: what people hope for, who does what, and how it went (架空)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.actions import plan_words, plans
from cases.actions.plans import Goal, Task, Words
from cases.models import Case, Plan, PlanKind, Signature, SupportMenu, TaskAnswer, TaskStanding
from districts.models import Staff
from fujisawa_care.foundation.workdays import months_later
from fujisawa_care.home.demo.scene import Scene

LEAD, SECOND, HELP = TaskStanding.LEAD, TaskStanding.SECOND, TaskStanding.HELP


@dataclass(frozen=True)
class Row:
    """One row: `who` is a user name, whose agency does it, or the words for somebody who is no agency."""

    who: str
    what: str
    standing: str = LEAD
    times: str = ""


@dataclass(frozen=True)
class Hope:
    """望みのかたち: one plan before it has dates."""

    kind: PlanKind
    wishes: str
    aim: str
    direction: str
    goals: tuple[tuple[str, tuple[Row, ...]], ...]
    menus: tuple[str, ...] = ()


WITH_THE_MOTHER = Hope(
    PlanKind.MULTI_AGENCY,
    "母「自分が動けるうちに、息子の話し相手がほしい」。本人「夜は眠れない。昼に少しなら」",
    "母の介護と本人の健康を、同じ人たちで見ていける",
    "介護と健康の窓口をひとつの動きにまとめる。訪問は重ねず、聞いたことは一つにする",
    (
        (
            "母が体を休める日ができる",
            (
                Row("ikiiki-zengyo", "介護認定の申請と、通いの場の見学に同行する", times="月2回"),
                Row("民生委員（架空）", "ごみの日に声をかける", HELP, "週1回"),
            ),
        ),
        (
            "本人が、体のことを話せる相手をもつ",
            (
                Row("csw-zengyo", "台所で短く会う。将棋の切りぬきをもっていく", times="月2回"),
                Row("hoken", "電話で眠りのことを聞く", SECOND, "月1回"),
            ),
        ),
    ),
    ("engawa",),
)
SHOGI = Hope(
    PlanKind.PARTICIPATION,
    "「勤めの後は、人と話していない。将棋ができるなら行ってみたい」",
    "週に一度、出かけて人と話す日がある",
    "好きなことから、地域の縁側につなぐ。はじめの3回は同行する",
    (
        (
            "縁側の集まりに、ひとりで行ける",
            (Row("csw-zengyo", "見学の日を決めて、はじめの3回は同行する", times="週1回"),),
        ),
    ),
    ("engawa", "volunteer_centre"),
)
GARDEN = replace(
    SHOGI,
    wishes="「土をさわっていると落ちつく。人は少ないほうがいい」",
    aim="月に二度、畑の手伝いに出られる",
    direction="農福連携の畑で、短い時間からためす",
    goals=(
        (
            "畑に半日いられる",
            (
                Row("csw-zengyo", "畑の方と時間をきめ、はじめは同行する", times="月2回"),
                Row("shogai-chubu", "体調のことで助言する", SECOND, "月1回"),
            ),
        ),
    ),
    menus=("farming",),
)
LETTERS = replace(
    SHOGI,
    wishes="「働く前に、朝起きる練習をしたい」",
    aim="就労準備の教室に、週2回かよえる",
    direction="朝の電話からはじめ、教室の見学へつなぐ",
    goals=(
        (
            "決めた朝に起きられる",
            (Row("csw-zengyo", "朝に電話をする。教室の見学に同行する", times="週2回"),),
        ),
    ),
    menus=("work_readiness",),
)
LEARNING = replace(
    SHOGI,
    wishes="「弟の世話のない日に、宿題をみてほしい」",
    aim="放課後に、自分の時間が週に二日ある",
    direction="学習の場につなぎ、送り迎えは家族と分ける",
    goals=(
        (
            "学習の場に週2回かよう",
            (
                Row("csw-zengyo", "学習の場の見学に同行し、曜日をきめる", times="週2回"),
                Row("counter-zengyo", "弟の預け先を、家族といっしょにさがす", SECOND, "月1回"),
            ),
        ),
    ),
    menus=("children_learning",),
)
BEHIND_THE_DOOR = Hope(
    PlanKind.OUTREACH,
    "本人のことばは、まだ聞けていない。母「怒らずに待ってくれる人に来てほしい」",
    "玄関先で、名前を知っている人がいる",
    "チャイムは鳴らさず、母をとおして手紙を置く。返事は待つ",
    (
        (
            "戸ごしに、ひとことやりとりできる",
            (
                Row("csw-zengyo", "裏口から声をかけ、手紙を置く", times="月2回"),
                Row("hoken", "母の話を電話で聞く", SECOND, "月1回"),
            ),
        ),
    ),
)
DOUBLE_CARE = replace(
    WITH_THE_MOTHER,
    wishes="「父の通院の日と、子どもの行事が重なる。どちらかを選びたくない」",
    aim="仕事を続けながら、父と子の両方と過ごせる",
    direction="父の日中の居場所と、子の預かりを、同じ表で見ていく",
    goals=(
        (
            "父が、週に二日は日中を外ですごす",
            (Row("ikiiki-zengyo", "通いの場をいっしょに選び、見学に行く", times="月2回"),),
        ),
        (
            "夜に休める日が、週に一度ある",
            (
                Row("csw-zengyo", "預け先の方と会い、合う日をきめる", times="月2回"),
                Row("hoken", "眠りと体調を聞く", SECOND, "月1回"),
            ),
        ),
    ),
    menus=("other",),
)


def words(scene: Scene, hope: Hope, *, starts: date, evaluate: date | None = None) -> Words:
    """With days: half a year, and every row until two months after the beginning."""
    ends = months_later(starts, 6) - timedelta(days=1)
    return Words(
        wishes=hope.wishes,
        aim=hope.aim,
        direction=hope.direction,
        menus=tuple(SupportMenu.objects.filter(pk__in=hope.menus)),
        starts_on=starts,
        ends_on=ends,
        evaluate_on=evaluate or ends,
        goals=tuple(
            Goal(text=text, tasks=tuple(_task(scene, row, until=starts) for row in rows))
            for text, rows in hope.goals
        ),
    )


def _task(scene: Scene, row: Row, *, until: date) -> Task:
    staff = scene.cast.staff.get(row.who)
    return Task(
        what=row.what,
        standing=row.standing,
        times=row.times,
        agency=staff.agency if staff else None,
        staff=staff if row.standing == LEAD else None,
        who="" if staff else row.who,
        until=until + timedelta(days=60),
    )


def draft(
    scene: Scene, case: Case, hope: Hope, *, by: Staff, starts: date, evaluate: date | None = None
) -> Plan:
    """Written, and asked of every house it names."""
    said = words(scene, hope, starts=starts, evaluate=evaluate)
    plan = plans.draft(case, by=by, at=scene.at, kind=hope.kind, words=said)
    return plans.ask(plan, by=by, at=scene.at)


def answered(scene: Scene, plan: Plan) -> None:
    """Every house asked takes its part on."""
    by_house = {one.agency_id: one for one in reversed(list(scene.cast.staff.values()))}
    for task in plan.tasks.filter(answer=TaskAnswer.ASKED).select_related("plan"):
        plans.answer(task, by=by_house[task.agency_id or 0], at=scene.at, agreed=True)


def shown(scene: Scene, plan: Plan, *, by: Staff, signature: str = Signature.WRITTEN) -> Plan:
    return plans.show(plan, by=by, at=scene.at, on=scene.today_in_story(), signature=signature)


def looked_back(
    scene: Scene, plan: Plan, *, by: Staff, own_words: str, text: str, **said: object
) -> None:
    """評価: the changes seen, goal by goal, and what follows."""
    changes: Sequence[str] = ("at_ease", "aim_found")
    plans.evaluate(
        plan,
        by=by,
        at=scene.at,
        on=scene.today_in_story(),
        changes=changes,
        reached={str(goal.pk): str(said["reached"]) for goal in plan.goals.all()},
        own_words=own_words,
        text=text,
        conclusion=str(said["conclusion"]),
    )


def again(scene: Scene, plan: Plan, *, by: Staff) -> Plan:
    """再プラン: the same words for another half a year, with new days, asked anew."""
    fresh = plans.renew(plan, by=by, at=scene.at)
    before = plan_words.of(fresh)
    until = (before.starts_on or scene.today()) + timedelta(days=60)
    goals = tuple(
        replace(goal, tasks=tuple(replace(row, until=until) for row in goal.tasks))
        for goal in before.goals
    )
    said = replace(before, goals=goals)
    fresh = plans.save(fresh, by=by, at=scene.at, version=fresh.version, words=said)
    return plans.ask(fresh, by=by, at=scene.at)
