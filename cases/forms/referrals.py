"""つなぎの入力: the answer's reason, the word that goes with it, and to whom it goes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from cases.actions.referrals import HandOver
from cases.models import ReferralKind, ReturnReason, Urgency
from districts.models import Agency, Staff
from districts.sheets import Candidate
from fujisawa_care.foundation.fields import ChoiceField, DayField, OneOf, Radios, TextField


def _taking(by: Staff) -> Any:
    today = timezone.localdate()
    taking = Agency.objects.valid_on(today).filter(accepts_referrals=True)
    return taking.exclude(pk=by.agency_id).order_by("name")


class AnswerForm(forms.Form):
    note = TextField(label="返事にそえる一言", limit=500)


class ReturnForm(forms.Form):
    reason = ChoiceField(label="戻す理由", choices=ReturnReason.choices, widget=Radios())
    suggestion = OneOf(
        label="次の候補", queryset=Agency.objects.none(), empty_label="えらばない（思いあたらない）"
    )
    note = TextField(label="伝えること", limit=500, required=True)

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggestion: Any = self.fields["suggestion"]
        suggestion.queryset = _taking(by)


class PostponeForm(forms.Form):
    until = DayField(label="いつ見る", limit=40, required=True)


class SayForm(forms.Form):
    text = TextField(label="伝えること", limit=1000, required=True)


class ReferForm(forms.Form):
    """つなぐ from the case page: to one agency."""

    agency = OneOf(
        label="つなぎ先",
        queryset=Agency.objects.none(),
        required=True,
        empty_label="えらんでください",
    )
    kind = ChoiceField(
        label="つなぎ方",
        choices=[
            (ReferralKind.TRANSFER, "主担当をわたす"),
            (ReferralKind.JOIN, "いっしょに受けてもらう"),
        ],
        initial=ReferralKind.TRANSFER,
        widget=Radios(),
    )
    urgency = ChoiceField(
        label="急ぎ度", choices=Urgency.choices, initial=Urgency.NORMAL, widget=Radios()
    )
    note = TextField(label="ひとこと", limit=500)

    def __init__(
        self, *args: Any, by: Staff, offered: Sequence[Candidate] = (), **kwargs: Any
    ) -> None:
        """What fits stands first in the list, each with its reason."""
        super().__init__(*args, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = taking = _taking(by)
        fitting = [one for one in offered if one.agency.pk != by.agency_id]
        others = taking.exclude(pk__in=[one.agency.pk for one in fitting])
        if fitting:
            agency.choices = [
                ("", agency.empty_label),
                (
                    "合いそうな機関",
                    [(one.agency.pk, f"{one.agency}（{one.why}）") for one in fitting],
                ),
                ("ほかの機関", [(one.pk, str(one)) for one in others]),
            ]

    def hand_over(self) -> HandOver:
        given = self.cleaned_data
        return HandOver(agency=given["agency"], kind=given["kind"], note=given["note"])
