"""資料: locked in editions, printed in numbered copies, and counted back in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from districts.models import Staff
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO
from meetings import rules, table_rules
from meetings.actions import events, locks, telling
from meetings.models import Meeting, MeetingEventKind, Member, Packet, PacketCopy
from meetings.sheets import packets as sheets


@transaction.atomic
def lock(meeting: Meeting, *, by: Staff, at: datetime, because: str = "") -> Packet:
    """As everything stands now; from the second edition on with the reason of the change."""
    meeting = locks.meeting(meeting.pk)
    require(rules.look_after(by))
    require(table_rules.prepare(meeting))
    last = Packet.objects.filter(meeting=meeting).first()
    content = sheets.content(meeting, today=at.astimezone(TOKYO).date())
    if last is not None and last.content == content:
        return last
    if last is not None and not because:
        raise ValidationError({"because": "直したわけを入れてください"})
    packet = Packet.objects.create(
        meeting=meeting,
        edition=last.edition + 1 if last else 1,
        content=content,
        because=because,
        locked_by=by,
        locked_at=at,
    )
    note = f"第{packet.edition}版"
    events.add(meeting, MeetingEventKind.LOCKED, by=by, at=at, note=note)
    telling.readers(meeting, by=by, at=at)
    return packet


@transaction.atomic
def print_copies(
    packet: Packet, *, by: Staff, at: datetime, members: Collection[Member], spare: int = 0
) -> list[PacketCopy]:
    """Whoever has one of this edition out gets the same number again; the others and what is to lend, the next."""
    meeting = locks.meeting(packet.meeting_id)
    require(rules.look_after(by))
    require(table_rules.print_out(packet))
    last = PacketCopy.objects.filter(packet=packet).aggregate(last=Max("number"))["last"] or 0
    if any(one.meeting_id != meeting.pk or one.sworn_at is None for one in members):
        raise ValidationError({"members": "守秘を確かめた出席者からえらんでください"})
    if not members and not spare:
        raise ValidationError({"members": "だれに渡すかをえらんでください"})
    out = PacketCopy.objects.filter(packet=packet, member__in=members, collected_at__isnull=True)
    again = {one.member_id: one for one in out.order_by("-number")}
    held = [*(one for one in members if one.pk not in again), *[None] * spare]
    made = PacketCopy.objects.bulk_create(
        [
            PacketCopy(packet=packet, number=number, member=one, printed_by=by, printed_at=at)
            for number, one in enumerate(held, start=last + 1)
        ]
    )
    told = [f"第{packet.edition}版", f"{len(made)}部" if made else ""]
    told.append(f"同じ番号でもう一度 {len(again)}部" if again else "")
    events.add(meeting, MeetingEventKind.PRINTED, by=by, at=at, note=" ".join(filter(None, told)))
    return sorted([*again.values(), *made], key=lambda one: one.number)


@transaction.atomic
def collect(packet: Packet, *, by: Staff, at: datetime, numbers: Collection[int]) -> int:
    """Ticked off as they come back; what was ticked once stays so. How many came now."""
    meeting = locks.meeting(packet.meeting_id)
    require(rules.look_after(by))
    out = PacketCopy.objects.filter(
        packet=packet, number__in=numbers, collected_at__isnull=True
    ).select_for_update()
    back = out.update(collected_at=at, collected_by=by)
    if back:
        note = f"第{packet.edition}版 {back}部"
        events.add(meeting, MeetingEventKind.COLLECTED, by=by, at=at, note=note)
    return back
