"""受信箱の地区: thirteen CSWs share an agency; each sees first what is theirs, and everything on demand."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Case, Referral
from districts.models import District, Posting, Role, Staff
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(receiver_worker: Staff) -> Staff:
    """In the same agency, posted to 鵠沼."""
    kugenuma = District.objects.create(
        code="12", name="鵠沼", kana="くげぬま", tile_row=6, tile_column=2
    )
    staff = Staff.objects.create_user(
        "colleague", name="沼見 かかわり", role=Role.CSW, agency=receiver_worker.agency
    )
    Posting.objects.create(staff=staff, district=kugenuma, starts_on=date(2025, 4, 1))
    return staff


def test_what_is_a_colleagues_is_one_click_away(
    sign_in: SignIn, referral: Referral, receiver_worker: Staff, colleague: Staff
) -> None:
    row = f'href="/inbox/{referral.pk}/"'
    seen = {
        (who.username, address): row in sign_in(who).get(address).content.decode()
        for who in (receiver_worker, colleague)
        for address in ("/inbox/", "/inbox/?box=all")
    }
    assert seen == {
        ("receiver", "/inbox/"): True,
        ("receiver", "/inbox/?box=all"): True,
        ("colleague", "/inbox/"): False,
        ("colleague", "/inbox/?box=all"): True,
    }


def test_a_district_of_nobody_is_everybodys(
    sign_in: SignIn, referral: Referral, colleague: Staff
) -> None:
    Case.objects.update(district=None)
    assert f'href="/inbox/{referral.pk}/"' in sign_in(colleague).get("/inbox/").content.decode()
