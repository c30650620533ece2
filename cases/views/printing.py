"""印刷: the consent form to sign, and the つなぐシート; every printing is a look, and is logged as one."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import sightings
from cases.forms.consents import ConsentForm
from cases.models import Case, ConsentItem, Door, Level
from cases.sheets import cases, handovers, shields
from cases.sheets.handovers import HandOverSheet
from cases.views.door import StaffRequest, case_of, referral_of
from fujisawa_care.foundation import daywords, paper, wareki
from fujisawa_care.foundation.doors import address

GONE = "このつなぎの中身は、もう見られません"


@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, number: str) -> HttpResponse:
    """同意書: with what has been ticked on the page, to be signed by hand."""
    case = case_of(request, number)
    printed(request, case, Level.READ)
    eyes = shields.on_one(case, viewer=request.user)
    sheet = cases.of(case, today=timezone.localdate(), eyes=eyes)
    form = ConsentForm(request.POST if request.method == "POST" else {}, by=request.user)
    form.is_valid()
    given = form.cleaned_data
    picked, until = given.get("items") or [], given.get("valid_until")
    data = {
        "number": sheet.number,
        "name": sheet.person.name if sheet.person else "",
        "staff": f"{request.user.name}（{request.user.agency.name}）",
        "agencies": [{"on": True, "name": one.name} for one in given.get("agencies") or ()],
        "items": [{"on": one.value in picked, "label": one.label} for one in ConsentItem],
        "until": wareki.long(until) if until else "",
    }
    return paper.sheet(
        paper.pdf("consent", data, mark=mark(request)), filename=f"consent-{number}.pdf"
    )


@require_safe
def referral(request: StaffRequest, pk: int) -> HttpResponse:
    """つなぐシート: as much as the reader of this hand-over may see."""
    row = referral_of(request, pk)
    eyes = shields.on_one(row.case, viewer=request.user)
    sheet = handovers.of(row, today=timezone.localdate(), eyes=eyes)
    if sheet.readable:
        printed(request, row.case, Level.SHEET)
    made = paper.pdf("referral", _hand_over(sheet), mark=mark(request))
    return paper.sheet(made, filename=f"referral-{sheet.number}.pdf")


def _hand_over(sheet: HandOverSheet) -> dict[str, Any]:
    known = sheet.person
    person = [
        ("氏名", sheet.title),
        ("ふりがな", known.kana if known else ""),
        ("生年月日", known.birth_label if known else sheet.age_band),
        ("電話", "、".join(known.phones) if known else ""),
        ("住所", f"{known.town}{known.address}" if known else ""),
        ("地区", sheet.district.name if sheet.district else ""),
        ("いっしょに暮らす方", sheet.heard.living_with),
        ("困りごと", "、".join(topic.label for topic in sheet.heard.topics)),
        ("同意", sheet.consent.label),
    ]
    route = [
        ("つなぎ元", f"{sheet.from_agency.name}（{sheet.sent_by.name}）"),
        ("つなぎ先", sheet.to_agency.name),
        ("つないだ日時", daywords.moment(sheet.sent_at)),
        ("急ぎ度・返事の期限", f"{sheet.urgency_label}・{daywords.spoken(sheet.reply_due_on)}"),
        ("返事", sheet.status_label),
    ]
    return {
        "number": sheet.number,
        "route": route,
        "person": [pair for pair in person if pair[1]],
        "story": sheet.heard.story if sheet.readable else GONE,
        "note": sheet.note,
        "trail": [
            f"{hop.from_agency.name} → {hop.to_agency.name}（{hop.status_label}）"
            for hop in sheet.trail
        ],
    }


def printed(request: StaffRequest, case: Case, level: Level) -> None:
    sightings.look(
        case,
        by=request.user,
        at=timezone.now(),
        door=Door.PRINT,
        address=address(request),
        level=level,
    )


def mark(request: StaffRequest) -> str:
    me = request.user
    return f"印刷 {me.name}（{me.agency.name}） {timezone.localtime():%Y-%m-%d %H:%M}"
