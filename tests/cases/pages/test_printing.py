"""印刷: a PDF of letters from wheels, with data that cannot become markup, and a look in the log."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.models import AccessLog, Case, Referral
from districts.models import Agency
from fujisawa_care.foundation import paper

pytestmark = pytest.mark.django_db


def test_the_consent_form_is_printed_with_what_was_ticked(
    case: Case, owner: Client, ikiiki: Agency
) -> None:
    told = {"event": "given", "agencies": [str(ikiiki.pk)], "items": ["name"], "note": "*x* #y"}
    for answer in (
        owner.get(f"/cases/{case.number}/consents/paper/"),
        owner.post(f"/cases/{case.number}/consents/paper/", told),
    ):
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
        assert case.number in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
    assert set(AccessLog.objects.values_list("door", flat=True)) == {"print"}
    assert not case.consents.exists()


def test_the_hand_over_is_printed_for_whom_it_was_sent_to(
    referral: Referral, receiver: Client, stranger: Client
) -> None:
    here = f"/inbox/{referral.pk}/paper/"
    assert receiver.get(here).content[:5] == b"%PDF-"
    assert stranger.get(here).status_code == 404
    assert AccessLog.objects.get().door == "print"


def test_what_cannot_be_set_is_refused_without_a_word_of_it() -> None:
    with pytest.raises(paper.NoPaper, match=r"^consent$"):
        paper.pdf("consent", {"number": "R8-000001"}, mark="")
