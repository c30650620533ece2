"""支援メニューと見られた変化: loaded as often as one likes; what the city took out of use stays so."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.models import ChangeSeen, SupportMenu

pytestmark = pytest.mark.django_db


def test_the_lists_of_the_plan_come_with_their_source() -> None:
    call_command("load_items", verbosity=0)
    assert (SupportMenu.objects.count(), ChangeSeen.objects.count()) == (10, 15)
    assert [one.label for one in SupportMenu.objects.all()][:2] == ["就労準備支援", "家計改善支援"]
    assert ChangeSeen.objects.get(pk="asks_for_help").label == "SOSを出せるようになった"
    assert not SupportMenu.objects.filter(source="").exists()
    assert not ChangeSeen.objects.filter(source="").exists()


def test_what_is_out_of_use_stays_so() -> None:
    call_command("load_items", verbosity=0)
    SupportMenu.objects.filter(pk="farming").update(active=False, label="農業と福祉")
    call_command("load_items", verbosity=0)
    farming = SupportMenu.objects.get(pk="farming")
    assert (farming.active, farming.label) == (False, "農福連携")
    assert not SupportMenu.objects.active().filter(pk="farming").exists()


def test_a_table_with_a_fault_changes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "support_menus.csv"
    table.write_text("code,label,position,source\nok,よい,1,x\nBAD CODE,だめ,2,x\nnone,,3,x\n")
    with pytest.raises(CommandError, match="3行目") as refused:
        call_command("load_items", str(table), verbosity=0)
    assert "4行目" in str(refused.value)
    assert not SupportMenu.objects.exists()
