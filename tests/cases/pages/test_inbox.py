"""受信箱の画面: the sheet before the answer, one answer, and a sentence for whoever comes second."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cases.actions import referrals
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import AccessLog, Case, ConsentState, Outcome, Referral, Reminder
from districts.models import Agency, Staff
from tests.cases.people import join, transfer
from tests.cast import Receive
from tests.screens import SignIn

pytestmark = pytest.mark.django_db
STORY = "もう20年近く家から出ていない"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_arrived_is_in_the_list_and_unread(receiver: Client, referral: Referral) -> None:
    inbox = page(receiver, "/inbox/")
    assert f'href="/inbox/{referral.pk}/"' in inbox
    assert (STORY in inbox, "未読" in inbox, "氏名ふせ" in inbox) == (True, True, False)
    assert AccessLog.objects.count() == 0


def test_an_empty_box_says_so(receiver: Client) -> None:
    for address, words in (
        ("/inbox/", "未対応はありません"),
        ("/inbox/sent/", "返事を待っている件はありません"),
        ("/inbox/?box=accepted", "受けた件はまだありません"),
        ("/inbox/?box=nonsense&cursor=x", "未対応はありません"),
    ):
        assert words in page(receiver, address)


def test_opening_is_logged_and_reads_the_reminder(
    receiver: Client, receiver_worker: Staff, referral: Referral
) -> None:
    assert STORY in page(receiver, f"/inbox/{referral.pk}/")
    look = AccessLog.objects.get()
    assert (look.staff, look.case, look.ground, look.door) == (
        receiver_worker,
        referral.case,
        "referral",
        "web",
    )
    assert not Reminder.objects.unread().filter(recipient=receiver_worker).exists()


def test_without_consent_no_name_is_anywhere_in_the_page(
    receiver: Client, receive: Receive, council: Agency
) -> None:
    known = Known(name="例田 一郎", kana="れいだ いちろう", phones=("0466-00-0142",))
    asked = {"outcome": Outcome.REFER, "refer_to": (transfer(council),), "person": known}
    referral = receive(**asked, consent=ConsentState.NOT_YET).referrals.get()
    for address in ("/inbox/", f"/inbox/{referral.pk}/"):
        shown = page(receiver, address)
        assert "氏名ふせ" in shown
        assert not {"例田", "れいだ", "0466-00-0142"} & set(_words(shown))


def _words(shown: str) -> list[str]:
    return [word for word in ("例田", "れいだ", "0466-00-0142") if word in shown]


def test_a_fragment_is_the_detail_alone(receiver: Client, referral: Referral) -> None:
    fragment = receiver.get(f"/inbox/{referral.pk}/", headers={"HX-Request": "true"})
    assert STORY in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert "HX-Request" in fragment["Vary"]
    assert "no-store" in fragment["Cache-Control"]


def test_accepting_changes_the_owner_and_says_so(
    receiver: Client, receiver_worker: Staff, referral: Referral
) -> None:
    answer = receiver.post(f"/inbox/{referral.pk}/accept", follow=True)
    shown = answer.content.decode()
    assert "受けました" in shown
    assert f'href="/cases/{referral.case.number}/"' in shown
    assert Case.objects.get().owner_staff == receiver_worker


def test_accepting_together_leaves_the_owner(receiver: Client, referral: Referral) -> None:
    receiver.post(f"/inbox/{referral.pk}/accept", {"together": "1"})
    referral.refresh_from_db()
    assert (referral.accepted_as, Case.objects.get().owner) == ("join", referral.from_agency)


def test_returning_needs_a_reason_and_a_word(receiver: Client, referral: Referral) -> None:
    answer = receiver.post(f"/inbox/{referral.pk}/return", {"note": "", "reason": ""})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "「戻す理由」をえらんでください" in shown
    assert "伝えることを入れてください" in shown
    assert "<details" in shown
    referral.refresh_from_db()
    assert referral.status == "sent"


def test_returning_names_the_next_candidate(
    receiver: Client, owner: Client, referral: Referral, ikiiki: Agency
) -> None:
    told = {"reason": "area", "note": "長後の方でした", "suggestion": ikiiki.pk}
    answer = receiver.post(f"/inbox/{referral.pk}/return", told, follow=True)
    assert "へ戻しました" in answer.content.decode()
    referral.refresh_from_db()
    assert (referral.status, referral.suggestion) == ("returned", ikiiki)
    assert "長後の方でした" in page(owner, f"/inbox/{referral.pk}/")
    assert STORY in page(owner, "/inbox/?box=back")
    handing = page(owner, f"/cases/{referral.case.number}/refer/")
    assert f'<option value="{ikiiki.pk}" selected>' in handing


def test_a_candidate_that_is_no_candidate_is_refused(
    receiver: Client, referral: Referral, desk: Agency
) -> None:
    told = {"reason": "area", "note": "ちがう地区", "suggestion": desk.pk}
    answer = receiver.post(f"/inbox/{referral.pk}/return", told)
    assert answer.status_code == 422
    assert "この2つのほかの機関をえらんでください" in answer.content.decode()


@pytest.mark.parametrize(
    ("verb", "told"),
    [("accept", {}), ("return", {"reason": "area", "note": "ちがう地区"}), ("postpone", None)],
)
def test_the_second_to_answer_reads_who_was_first(
    receiver: Client,
    receiver_worker: Staff,
    referral: Referral,
    now: datetime,
    terms: Terms,
    verb: str,
    told: dict[str, str] | None,
) -> None:
    referrals.accept(referral, by=receiver_worker, at=now, terms=terms)
    if told is None:
        told = {"until": f"{timezone.localdate():%Y-%m-%d}"}
    answer = receiver.post(f"/inbox/{referral.pk}/{verb}", told)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "ふみ出 すすむさんがもう返事をしています" in shown
    assert Referral.objects.get().status == "accepted"


def test_only_the_receiver_answers(owner: Client, joiner: Client, referral: Referral) -> None:
    refused = owner.post(f"/inbox/{referral.pk}/accept")
    assert refused.status_code == 403
    assert "返事ができるのは、つなぎが届いた機関です" in refused.content.decode()
    for verb in ("", "accept", "return", "withdraw", "say", "postpone"):
        way = joiner.get if not verb else joiner.post
        assert way(f"/inbox/{referral.pk}/{verb}").status_code == 404
    assert Referral.objects.get().status == "sent"


def test_withdrawing_is_the_sender_s(owner: Client, receiver: Client, referral: Referral) -> None:
    assert receiver.post(f"/inbox/{referral.pk}/withdraw").status_code == 403
    assert (
        "取り下げました"
        in owner.post(f"/inbox/{referral.pk}/withdraw", follow=True).content.decode()
    )
    assert Referral.objects.get().status == "withdrawn"
    gone = page(receiver, f"/inbox/{referral.pk}/")
    assert STORY not in gone
    assert "もう見られません" in gone


def test_a_word_goes_to_the_other_side_once(
    receiver: Client, owner: Client, referral: Referral
) -> None:
    told = {"text": "先に電話できます", "once": "5f3b8c1e-8a6e-4f6e-9d59-0a1f5a2f9c11"}
    for _ in range(2):
        receiver.post(f"/inbox/{referral.pk}/say", told)
    assert page(owner, f"/inbox/{referral.pk}/").count("先に電話できます") == 1
    assert receiver.post(f"/inbox/{referral.pk}/say", {"text": ""}).status_code == 422
    assert receiver.post(f"/inbox/{referral.pk}/say", {"text": "あ" * 1001}).status_code == 422


def test_later_is_never_later_than_the_answer(receiver: Client, referral: Referral) -> None:
    late = timezone.localdate() + timedelta(days=60)
    refused = receiver.post(f"/inbox/{referral.pk}/postpone", {"until": f"{late:%Y%m%d}"})
    assert refused.status_code == 422
    assert "までの日をえらんでください" in refused.content.decode()
    due = timezone.localtime(referral.reply_due_at).date()
    receiver.post(f"/inbox/{referral.pk}/postpone", {"until": f"{due:%Y-%m-%d}"})
    referral.refresh_from_db()
    assert referral.postponed_until == due


def test_a_request_to_join_offers_only_joining(
    receiver: Client, receive: Receive, council: Agency
) -> None:
    case = receive(outcome=Outcome.REFER, refer_to=(join(council),))
    shown = page(receiver, f"/inbox/{case.referrals.get().pk}/")
    assert ("いっしょに受けるお願い" in shown, 'data-key="1"' in shown) == (True, False)


def test_the_urgent_come_first(receiver: Client, receive: Receive, council: Agency) -> None:
    for story, urgency in (("ふつうの件", "normal"), ("今すぐの件", "now")):
        receive(outcome=Outcome.REFER, refer_to=(transfer(council),), urgency=urgency, story=story)
    inbox = page(receiver, "/inbox/")
    assert inbox.index("今すぐの件") < inbox.index("ふつうの件")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", ["/inbox/", "/inbox/sent/"])
def test_the_list_costs_the_same_for_one_and_three(
    sign_in: SignIn,
    receive: Receive,
    receiver_worker: Staff,
    owner_worker: Staff,
    council: Agency,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    address: str,
) -> None:
    for _ in range(number):
        receive(outcome=Outcome.REFER, refer_to=(transfer(council),))
    client = sign_in(owner_worker if "sent" in address else receiver_worker)
    with django_assert_num_queries(QUERIES[address]):
        page(client, address)


QUERIES = {"/inbox/": 12, "/inbox/sent/": 13}
