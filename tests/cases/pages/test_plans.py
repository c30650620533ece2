"""プランの画面: written row by row, held together by two, asked, shown, looked back on."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import plans
from cases.models import AccessLog, Case, Draft, Plan, PlanTask, SupportMenu
from districts.models import Agency, Staff
from meetings.models import MeetingBody
from tests.cases.pages.test_case_page import page
from tests.cases.tables import drafted, running
from tests.cast import Receive
from tests.meetings.cast import Call

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(case: Case, owner_worker: Staff, desk: Agency, ikiiki: Agency, now: datetime) -> Plan:
    return drafted(case, desk, ikiiki, by=owner_worker, at=now)


@pytest.fixture
def way(plan: Plan) -> str:
    return f"/cases/{plan.case.number}/plan/{plan.pk}/"


def _typed(plan: Plan, **more: str) -> dict[str, str]:
    """What the page sends when nothing was typed in it."""
    goal = plan.goals.get()
    found = {
        "version": str(Plan.objects.get(pk=plan.pk).version),
        "wishes": plan.wishes,
        "aim": plan.aim,
        "troubles": "",
        "direction": "",
        "starts_on": f"{plan.starts_on:%Y-%m-%d}",
        "ends_on": f"{plan.ends_on:%Y-%m-%d}",
        "evaluate_on": f"{plan.evaluate_on:%Y-%m-%d}",
        "monitor_months": "3",
        "goals-0-id": str(goal.pk),
        "goals-0-text": goal.text,
    }
    for t, row in enumerate(plan.tasks.all()):
        cells = {
            "id": row.pk,
            "what": row.what,
            "agency": row.agency_id or "",
            "who": row.who,
            "standing": row.standing,
            "times": row.times,
            "until": f"{row.until:%Y-%m-%d}" if row.until else "",
        }
        found |= {f"goals-0-tasks-{t}-{name}": str(said) for name, said in cells.items()}
    return found | more


def test_begun_with_the_wishes_that_were_heard(owner: Client, case: Case) -> None:
    tab = f"/cases/{case.number}/plan/"
    assert "プランはまだありません" in page(owner, tab)
    begun = owner.post(f"{tab}new", {"kind": "participation"}, follow=True)
    assert "参加支援のプランの案を作りました" in begun.content.decode()
    made = Plan.objects.get()
    assert made.starts_on is not None
    assert made.starts_on.day == 1
    assert owner.get(tab).headers["Location"].endswith(f"/plan/{made.pk}/")
    again = owner.post(f"{tab}new", {"kind": "participation"}, follow=True)
    assert "この種類のプランは、もうあります" in again.content.decode()
    owner.post(f"{tab}new", {"kind": "\0"}, follow=True)
    assert Plan.objects.count() == 1


def test_one_more_row_one_less_and_higher_without_saving(
    owner: Client, plan: Plan, way: str
) -> None:
    before = plan.version
    typed = _typed(plan, **{"goals-0-tasks-0-what": "見学の下見"})
    shown = owner.post(way, typed | {"below": "goals-0-tasks-0"}).content.decode()
    assert 'name="goals-0-tasks-2-what"' in shown
    assert re.search(r'name="goals-0-tasks-1-what"[^>]*autofocus', shown)
    assert ('value="見学の下見"' in shown, "まだ保存していません" in shown) == (True, True)
    up = owner.post(way, typed | {"up": "goals-0-tasks-1"}).content.decode()
    assert re.search(r'name="goals-0-tasks-1-what" value="見学の下見"', up)
    less = owner.post(way, typed | {"drop": "goals-0-tasks-0"}).content.decode()
    assert ("見学の下見" in less, "goals-0-tasks-1-what" in less) == (False, False)
    more = owner.post(way, typed | {"add": "goal"}).content.decode()
    assert 'name="goals-1-tasks-0-what"' in more
    assert owner.post(way, typed | {"drop": "goals-7-tasks-99"}).status_code == 200
    assert Plan.objects.get(pk=plan.pk).version == before


def test_saved_with_its_rows(
    owner: Client, plan: Plan, way: str, council: Agency, owner_worker: Staff
) -> None:
    SupportMenu.objects.get_or_create(
        code="engawa", defaults={"label": "地域の縁側", "position": 1}
    )
    first = plan.tasks.order_by("position")[0]
    typed = _typed(plan) | {
        "wishes": "静かに\r\n暮らしたい",
        "menus": "engawa",
        "goals-0-tasks-0-agency": f"{first.agency_id}-{owner_worker.pk}",
        "goals-0-tasks-0-until": "R9.1.15",
        "goals-0-tasks-2-what": "見守る",
        "goals-0-tasks-2-who": "自治会長",
        "goals-0-tasks-2-standing": "help",
        "goals-1-text": "",
        "goals-1-tasks-0-standing": "lead",
        "goals-4-text": "からだの相談ができる",
        "goals-4-tasks-3-what": "健康の相談",
        "goals-4-tasks-3-agency": str(council.pk),
        "goals-4-tasks-3-standing": "lead",
    }
    assert owner.post(way, typed).status_code == 302
    saved = Plan.objects.get(pk=plan.pk)
    assert (saved.wishes, [one.pk for one in saved.menus.all()]) == (
        "静かに\n暮らしたい",
        ["engawa"],
    )
    rows = list(saved.tasks.values_list("what", "who", "goal__text", "staff__username"))
    assert rows[0][3] == "owner"
    assert rows[2][:2] == ("見守る", "自治会長")
    assert rows[3][2] == "からだの相談ができる"
    assert PlanTask.objects.get(pk=first.pk).until is not None


@pytest.mark.parametrize(
    ("cell", "said", "words"),
    [
        ("goals-0-tasks-0-until", "いつか", "めざす姿1の1行目のいつまで"),
        ("goals-0-tasks-0-what", "あ" * 20_001, "めざす姿1の1行目の内容は200字までです"),
        ("goals-0-tasks-0-agency", "999999", "「めざす姿1の1行目のだれが」をえらんでください"),
        ("goals-0-tasks-1-standing", "lead", "「主」は、めざす姿ひとつに一つだけです"),
        ("goals-0-tasks-1-who", "自治会長", "機関か、機関でない方か、どちらか一つ"),
        ("wishes", "\0", "読めない文字（制御文字）が入っています"),
        ("ends_on", "2020-01-01", "「いつまで」は「いつから」より後の日にしてください"),
        ("goals-0-id", "x" * 20, "1か所"),
    ],
)
def test_refused_beside_the_cell_and_kept(
    owner: Client, plan: Plan, way: str, cell: str, said: str, words: str
) -> None:
    answer = owner.post(way, _typed(plan, **{"direction": "残る言葉", cell: said}))
    shown = answer.content.decode()
    assert (answer.status_code, words in shown, "残る言葉" in shown) == (422, True, True)
    assert Plan.objects.get(pk=plan.pk).direction == ""


def test_two_at_one_plan_lose_no_word(
    owner: Client, owner_worker: Staff, plan: Plan, way: str, now: datetime, ikiiki: Agency
) -> None:
    mine = _typed(plan, **{"goals-0-tasks-0-times": "2回", "direction": "ゆっくり"})
    theirs = _typed(plan, **{"goals-0-tasks-0-times": "3回", "aim": "通えている"})
    theirs |= {"goals-0-tasks-2-what": "見守る", "goals-0-tasks-2-agency": str(ikiiki.pk)}
    theirs |= {"goals-0-tasks-2-standing": "help"}
    assert owner.post(way, theirs).status_code == 302
    refused = owner.post(way, mine)
    shown = refused.content.decode()
    assert (refused.status_code, "べつの画面（あなた）" in shown) == (409, True)
    assert re.search(r"<ins>\s*3回\s*</ins>", shown)
    assert ("見守る" in shown, "通えている" in shown, "ゆっくり" in shown) == (True, True, True)
    found = dict(re.findall(r'name="(goals-[^"]+|version)"[^>]*? value="([^"]*)"', shown))
    decided = mine | {"aim": "通えている", "version": found["version"]}
    decided |= {name: said for name, said in found.items() if name.startswith("goals-0-tasks-2")}
    decided |= {"goals-0-tasks-2-agency": str(ikiiki.pk), "goals-0-tasks-2-standing": "help"}
    asked = {"asked": "goals-0-tasks-0-times"}
    assert owner.post(way, decided | asked).status_code == 409
    done = decided | asked | {"pick-goals-0-tasks-0-times": "theirs"}
    assert owner.post(way, done).status_code == 302
    saved = Plan.objects.get(pk=plan.pk)
    assert (saved.aim, saved.direction) == ("通えている", "ゆっくり")
    rows = list(saved.tasks.values_list("what", "times"))
    assert rows[0][1] == "3回"
    assert [what for what, _ in rows].count("見守る") == 1


def test_asked_answered_and_told(
    owner: Client, joiner: Client, stranger: Client, plan: Plan, way: str
) -> None:
    asking = f"/plans/{plan.pk}/asked/"
    page(joiner, asking, status=404)
    answer = owner.post(way, _typed(plan, then="ask"), follow=True)
    assert "機関にたずねました" in answer.content.decode()
    row = plan.tasks.get(agency__name__startswith="いきいき")
    assert "見学に同行する" in page(joiner, "/plans/")
    shown = page(joiner, asking)
    assert ("見学に同行する" in shown, "氏名ふせ" in shown) == (True, True)
    assert AccessLog.objects.filter(staff__username="joiner", level=1).exists()
    page(stranger, asking, status=404)
    no = joiner.post(asking, {f"answer-{row.pk}": "no"})
    assert (no.status_code, "わけを入れてください" in no.content.decode()) == (422, True)
    assert joiner.post(asking, {}).status_code == 422
    said = {f"answer-{row.pk}": "no", f"note-{row.pk}": "人手がたりない"}
    assert joiner.post(asking, said).status_code == 302
    assert PlanTask.objects.get(pk=row.pk).answer == "declined"
    assert "引き受けられない" in page(owner, "/plans/")
    assert ("人手がたりない" in page(owner, way), "もう一度たずねる" in page(owner, way)) == (
        *(True, True),
    )
    owner.post(way, _typed(plan, then="again"))
    assert PlanTask.objects.get(pk=row.pk).answer == "asked"


def test_shown_to_the_person(owner: Client, plan: Plan, way: str) -> None:
    assert "本人に見せる紙" in page(owner, f"{way}shown/")
    late = {"on": f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}", "signature": "written"}
    assert owner.post(f"{way}shown/", late).status_code == 422
    told = {"on": f"{timezone.localdate():%Y-%m-%d}", "signature": "written"}
    assert owner.post(f"{way}shown/", told).status_code == 302
    assert "署名した" in page(owner, way)


def test_a_draft_waits_and_opens_where_it_was_left(
    owner: Client, owner_worker: Staff, plan: Plan, way: str
) -> None:
    shown = page(owner, way)
    paper = re.findall(r'name="(once|draft)" value="([^"]+)"', shown)
    typed = _typed(plan, **{"goals-0-tasks-0-what": "見学の下見", "direction": "ゆっくり"})
    assert owner.post("/drafts/keep", typed | dict(paper)).status_code == 200
    kept = Draft.objects.get(kind="plan")
    assert kept.plan == plan
    again = owner.get(f"/drafts/{kept.key}/", follow=True).content.decode()
    assert ('value="見学の下見"' in again, "下書きの続きです" in again) == (True, True)
    plans.ask(plan, by=owner_worker, at=timezone.now())
    late = _answer_all(plan)
    assert late == "tabled"
    refused = owner.post(way, typed | dict(paper))
    words = refused.content.decode()
    assert (refused.status_code, "見学の下見" in words, "ゆっくり" in words) == (409, True, True)
    gone = owner.get(f"/drafts/{kept.key}/", follow=True).content.decode()
    assert ("もう案ではありません" in gone, "見学の下見" in gone) == (True, True)


def _answer_all(plan: Plan) -> str:
    """On the table meanwhile."""
    return plans.table(plan, by=plan.drafted_by, at=timezone.now()).state


def test_looked_back_on_and_ended(
    owner: Client, owner_worker: Staff, case: Case, desk: Agency, now: datetime
) -> None:
    plan = running(case, desk, by=owner_worker, at=now, kind="outreach")
    way = f"/cases/{case.number}/plan/{plan.pk}/"
    shown = page(owner, way)
    assert ("評価する" in shown, 'name="wishes"' in shown) == (True, False)
    page(owner, f"{way}evaluate/")
    goal = plan.goals.get()
    empty = owner.post(f"{way}evaluate/", {"on": "", "own_words": "残る"})
    assert (empty.status_code, "残る" in empty.content.decode()) == (422, True)
    told = {
        "on": f"{timezone.localdate():%Y-%m-%d}",
        f"goal-{goal.pk}": "partly",
        "own_words": "顔見知りができた",
        "conclusion": "close",
    }
    done = owner.post(f"{way}evaluate/", told)
    assert done.headers["Location"] == f"{way}end/?as=close"
    assert "顔見知りができた" in page(owner, way)
    page(owner, f"{way}end/")
    assert owner.post(f"{way}end/", {"state": "closed", "because": ""}).status_code == 422
    ended = {"state": "closed", "because": "望んだ暮らしになった"}
    assert owner.post(f"{way}end/", ended).status_code == 302
    assert "望んだ暮らしになった" in page(owner, way)
    assert Plan.objects.get(pk=plan.pk).state == "closed"


def test_written_anew_from_an_evaluated_plan(
    owner: Client, owner_worker: Staff, case: Case, desk: Agency, now: datetime
) -> None:
    plan = running(case, desk, by=owner_worker, at=now, kind="outreach")
    way = f"/cases/{case.number}/plan/{plan.pk}/"
    early = owner.post(f"{way}renew", {}, follow=True)
    assert "評価したプランか、中断したプラン" in early.content.decode()
    plans.evaluate(
        plan,
        by=owner_worker,
        at=now,
        on=timezone.localdate(),
        changes=[],
        reached={str(plan.goals.get().pk): "partly"},
        own_words="",
        text="",
        conclusion="renew",
    )
    assert owner.post(f"{way}renew", {}, follow=True).status_code == 200
    assert Plan.objects.get(renews=plan).edition == 2


def test_every_saving_is_shown_beside_the_one_before(owner: Client, plan: Plan, way: str) -> None:
    owner.post(way, _typed(plan, **{"goals-0-tasks-0-times": "月2回"}))
    shown = page(owner, f"{way}versions/")
    assert ("<del>週1回</del>" in shown, "<ins>月2回</ins>" in shown) == (True, True)
    assert "めざす姿1の1行目・回数" in shown


@pytest.mark.parametrize("paper", ["paper", "own"])
def test_the_papers(owner: Client, plan: Plan, way: str, paper: str) -> None:
    answer = owner.get(f"{way}{paper}/")
    assert answer.content.startswith(b"%PDF")
    assert plan.case.number in answer.headers["Content-Disposition"]
    assert AccessLog.objects.filter(door="print").count() == 1


def test_nobody_else_comes_in(stranger: Client, keeper: Client, plan: Plan, way: str) -> None:
    for client in (stranger, keeper):
        for each in ("", "shown/", "evaluate/", "end/", "versions/", "paper/", "own/"):
            page(client, f"{way}{each}", status=404)
        assert client.post(way, _typed(plan)).status_code == 404
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    owner: Client,
    owner_worker: Staff,
    receive: Receive,
    desk: Agency,
    ikiiki: Agency,
    now: datetime,
    number: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        drafted(receive(), desk, ikiiki, by=owner_worker, at=now)
    page(owner, "/plans/")
    with django_assert_num_queries(12):
        page(owner, "/plans/?state=draft")


def test_on_to_the_sitting_that_may_decide_it(
    owner: Client,
    owner_worker: Staff,
    receive: Receive,
    desk: Agency,
    call: Call,
    shien_body: MeetingBody,
    juso_body: MeetingBody,
    now: datetime,
) -> None:
    plan = drafted(receive(), desk, by=owner_worker, at=now, kind="outreach")
    way = f"/cases/{plan.case.number}/plan/{plan.pk}/"
    early = owner.post(way, _typed(plan, then="table"), follow=True)
    assert "まだ会議に出せません" in early.content.decode()
    owner.post(way, _typed(plan, then="ask"))
    ready = owner.post(way, _typed(plan, then="table"))
    table = f"/plans/{plan.pk}/table/"
    assert ready.headers["Location"] == table
    assert "出せる会議が、まだありません" in page(owner, table)
    sitting = call(shien_body, at=now + timedelta(days=7))
    other = call(juso_body, at=now + timedelta(days=8))
    shown = page(owner, table)
    assert (sitting.called in shown, f"{other.called}（" in shown) == (True, True)
    assert "本人の同意を、まだ聞いていません" in shown
    wrong = owner.post(table, {"meeting": other.pk, "question": "進めてよいか"})
    assert wrong.status_code == 422
    assert owner.post(table, {"meeting": sitting.pk, "question": ""}).status_code == 422
    done = owner.post(table, {"meeting": sitting.pk, "question": "進めてよいか"}, follow=True)
    assert "に出しました" in done.content.decode()
    assert Plan.objects.get(pk=plan.pk).state == "tabled"
