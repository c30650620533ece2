"""資料の画面: locked, printed in numbered copies, counted back in; and the minutes on paper."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.actions import sightings
from cases.models import Door, Level
from cases.views.door import StaffRequest
from fujisawa_care.foundation import paper
from fujisawa_care.foundation.doors import address, or_show, posted_to
from fujisawa_care.foundation.verdict import require
from meetings import rules, table_rules
from meetings.actions import packets
from meetings.models import AgendaItem, Meeting, Packet
from meetings.sheets import minutes as records
from meetings.sheets import packets as sheets

SPARE = 10


def show(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    newest = Packet.objects.filter(meeting=meeting).first()
    may_lock = table_rules.prepare(meeting)
    found = {
        "meeting": meeting,
        "editions": sheets.editions(meeting),
        "newest": newest,
        "stale": may_lock and newest and sheets.stale(newest, today=timezone.localdate()),
        "piles": sheets.piles(meeting),
        "members": sheets.readers(meeting, newest),
        "may_lock": may_lock,
    }
    return render(request, "meetings/packet.html", found)


@require_safe
def page(request: StaffRequest, pk: int) -> HttpResponse:
    return show(request, pk)


@posted_to("meeting-packet")
@or_show(show)
def lock(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    because = request.POST.get("because", "").strip()[:500]
    try:
        made = packets.lock(meeting, by=request.user, at=timezone.now(), because=because)
        messages.success(request, f"資料の第{made.edition}版を確定しました")
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect("meeting-packet", pk)


@posted_to("meeting-packet")
@or_show(show)
def copies(request: StaffRequest, pk: int) -> HttpResponse:
    """The copies of the newest edition, in one file: every case on it is looked at, and that is written down."""
    meeting = _meeting(request, pk)
    packet = get_object_or_404(Packet, meeting=meeting, edition=_newest(meeting))
    picked = meeting.members.filter(pk__in=_numbers(request.POST.getlist("member")))
    spare = min(next(iter(_numbers([request.POST.get("spare", "")])), 0), SPARE)
    require(table_rules.print_out(packet))
    _look(request, [one["id"] for one in packet.content["items"]])
    try:
        made = packets.print_copies(
            packet, by=request.user, at=timezone.now(), members=list(picked), spare=spare
        )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("meeting-packet", pk)
    return paper.sheet(
        paper.pdf("packet", sheets.paper(packet, made), mark=_mark(request)),
        filename=f"packet-{meeting.pk}-{packet.edition}.pdf",
    )


@posted_to("meeting-packet")
@or_show(show)
def collect(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    edition = next(iter(_numbers([request.POST.get("edition", "")])), None) or _newest(meeting)
    packet = get_object_or_404(Packet, meeting=meeting, edition=edition)
    back = packets.collect(
        packet,
        by=request.user,
        at=timezone.now(),
        numbers=_numbers(request.POST.getlist("number")),
    )
    messages.success(request, f"{back}部の回収を残しました")
    return redirect("meeting-packet", pk)


@require_safe
def minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """記録: for those who look after the sitting; above the case, for whoever may see it."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_object_or_404(visible, pk=pk)
    if meeting.of_cases and not rules.look_after(request.user):
        raise Http404
    rows = meeting.items.select_related("meeting")
    mine = [one.pk for one in rows if table_rules.read(request.user, one)]
    _look(request, mine)
    data = records.content(meeting, viewer=request.user, today=timezone.localdate(), readable=mine)
    made = paper.pdf("minutes", data, mark=_mark(request))
    return paper.sheet(made, filename=f"minutes-{meeting.pk}.pdf")


def _meeting(request: StaffRequest, pk: int) -> Meeting:
    """The papers are the secretaries'; to anybody else they are as if they were not there."""
    visible = Meeting.objects.visible_to(request.user).select_related("body")
    meeting = get_object_or_404(visible, pk=pk)
    if not rules.look_after(request.user):
        raise Http404
    return meeting


def _look(request: StaffRequest, items: Iterable[int]) -> None:
    """Nobody prints what they may not read."""
    rows = AgendaItem.objects.filter(pk__in=list(items), case__isnull=False)
    for item in rows.select_related("case", "meeting"):
        require(table_rules.read(request.user, item))
        if item.case is None:
            continue
        sightings.look(
            item.case,
            by=request.user,
            at=timezone.now(),
            door=Door.PRINT,
            address=address(request),
            level=Level.PACKET,
        )


def _newest(meeting: Meeting) -> int:
    return Packet.objects.filter(meeting=meeting).values_list("edition", flat=True).first() or 0


def _numbers(said: Iterable[str]) -> list[int]:
    return [
        int(one) for one in said if one.isascii() and one.isdigit() and len(one) <= sheets.DIGITS
    ]


def _mark(request: StaffRequest) -> str:
    me = request.user
    return f"印刷：{me.name}（{me.agency.name}） {timezone.localtime():%Y-%m-%d %H:%M}"
