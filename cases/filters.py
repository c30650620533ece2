"""しぼりこみ of people, cases and what hangs on them: the same for pages and API."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django_filters import ChoiceFilter, ModelChoiceFilter

from cases.models import (
    AccessGround,
    AccessGroundQuerySet,
    AccessLog,
    AddressProtection,
    Attachment,
    CalendarKey,
    Case,
    CaseQuerySet,
    Channel,
    ConsentEvent,
    Consultation,
    Emergency,
    Event,
    EventKind,
    FollowUp,
    FollowUpQuerySet,
    Method,
    Outcome,
    Ownership,
    Person,
    PersonQuerySet,
    Plan,
    PlanKind,
    ProtectionOpening,
    RecordOutcome,
    Referral,
    ReferralMessage,
    ReferralQuerySet,
    Reminder,
    ReminderQuerySet,
    SafetyNote,
    Succession,
    SupportRecord,
    ViewRequest,
    ViewRequestQuerySet,
)
from cases.models.succession import SuccessionQuerySet
from cases.sheets.history import Kept
from cases.states import (
    CaseStage,
    FollowUpState,
    PlanState,
    ProtectionState,
    ReferralStatus,
    ViewRequestState,
)
from districts.models import Agency, District, Programme, Staff, Topic
from fujisawa_care.foundation.filters import (
    DayFilter,
    FlagFilter,
    StrictFilterSet,
    WholeFilter,
    WordsFilter,
)

LONGEST_SILENCE = 3650
ASKED_BOXES = (("incoming", "届いた"), ("outgoing", "たのんだ"))
BOXES = (("incoming", "届いた"), ("outgoing", "つないだ"))
NUMBER = re.compile(r"([MTSHR][0-9]{1,2})-?([0-9]{0,6})")


def numbered(words: str) -> str:
    """The beginning of a case number, or nothing where no number was meant: `r8-142` is R8-000142."""
    found = NUMBER.fullmatch(unicodedata.normalize("NFKC", words).replace(" ", "").upper())
    if not found:
        return ""
    return f"{found[1]}-{int(found[2]):06d}" if found[2] else f"{found[1]}-"


class _OfCaller(StrictFilterSet):
    @property
    def caller(self) -> Staff:
        staff: Staff = self.request.user
        return staff


class CaseFilter(_OfCaller):
    owner = ModelChoiceFilter(label="主担当の機関", queryset=Agency.objects.all(), method="owned")
    mine = FlagFilter(label="わたしが主担当か、次の一手がわたしのもの", method="of_caller")
    district = ModelChoiceFilter(
        label="地区", queryset=District.objects.all(), empty_label="すべて", method="lying_in"
    )
    stage = ChoiceFilter(label="ようす", choices=CaseStage.choices, empty_label="すべて")
    topic = ModelChoiceFilter(
        label="困りごと", queryset=Topic.objects.all(), field_name="topics", empty_label="すべて"
    )
    programme = ChoiceFilter(label="事業", choices=Programme.choices, method="within")
    quiet_days = WholeFilter(
        label="この日数のあいだ記録がない（支援中のもの）",
        method="silent",
        min_value=0,
        max_value=LONGEST_SILENCE,
    )
    due_before = DayFilter(label="次の一手の期限がこの日まで", method="due")
    q = WordsFilter(label="氏名・ふりがな・電話・受付番号", method="worded")

    class Meta:
        model = Case
        fields: list[str] = []

    def owned(self, rows: CaseQuerySet, name: str, value: Agency) -> QuerySet[Case]:
        """Who is in charge of somebody protected is not found out by asking each in turn (R7)."""
        found = rows.filter(owner=value)
        ours = value.pk == self.caller.agency_id
        return found if ours else found.exclude(person__protected=True)

    def lying_in(self, rows: CaseQuerySet, name: str, value: District) -> QuerySet[Case]:
        ours = Q(person__protected=False) | Q(person=None) | Q(owner=self.caller.agency_id)
        return rows.filter(ours, district=value)

    def of_caller(self, rows: CaseQuerySet, name: str, value: bool) -> QuerySet[Case]:
        owned = Case.objects.filter(owner_staff=self.caller).values("pk")
        planned = FollowUp.objects.open().filter(assignee=self.caller).values("case")
        mine = owned.union(planned)
        return rows.filter(pk__in=mine) if value else rows.exclude(pk__in=mine)

    def within(self, rows: CaseQuerySet, name: str, value: str) -> QuerySet[Case]:
        """Every case is 包括的相談支援; the coordinators' are 多機関協働 too."""
        if value == Programme.CONSULTATION:
            return rows
        coordinated = value == Programme.COORDINATION
        return rows.filter(coordinators_since__isnull=False) if coordinated else rows.none()

    def silent(self, rows: CaseQuerySet, name: str, value: int) -> QuerySet[Case]:
        return rows.open().filter(last_record_at__lte=timezone.now() - timedelta(days=value))

    def due(self, rows: CaseQuerySet, name: str, value: date) -> QuerySet[Case]:
        return rows.filter(pk__in=FollowUp.objects.open().due_by(value).values("case"))

    def worded(self, rows: CaseQuerySet, name: str, value: str) -> QuerySet[Case]:
        if number := numbered(value):
            return rows.filter(number__startswith=number)
        return rows.filter(person__in=Person.objects.matching(value))


class PersonFilter(_OfCaller):
    q = WordsFilter(label="氏名・ふりがな・電話・受付番号", method="worded")

    class Meta:
        model = Person
        fields: list[str] = []

    def worded(self, rows: PersonQuerySet, name: str, value: str) -> QuerySet[Person]:
        if number := numbered(value):
            cases = Case.objects.visible_to(self.caller).filter(number__startswith=number)
            return rows.filter(pk__in=cases.values("person"))
        return rows.matching(value)


class ConsultationFilter(_OfCaller):
    mine = FlagFilter(label="わたしが受けたもの", method="of_caller")
    channel = ChoiceFilter(label="受けた方法", choices=Channel.choices)
    outcome = ChoiceFilter(label="このあと", choices=Outcome.choices)
    topic = ModelChoiceFilter(label="困りごと", queryset=Topic.objects.all(), field_name="topics")

    class Meta:
        model = Consultation
        fields: list[str] = []

    def of_caller(
        self,
        rows: QuerySet[Consultation],
        name: str,
        value: bool,
    ) -> QuerySet[Consultation]:
        mine = {"received_by": self.caller}
        return rows.filter(**mine) if value else rows.exclude(**mine)


class ReferralFilter(_OfCaller):
    box = ChoiceFilter(label="届いたものか、つないだものか", choices=BOXES, method="in_box")
    status = ChoiceFilter(label="返事", choices=ReferralStatus.choices)

    class Meta:
        model = Referral
        fields: list[str] = []

    def in_box(self, rows: ReferralQuerySet, name: str, value: str) -> QuerySet[Referral]:
        return rows.incoming(self.caller) if value == "incoming" else rows.outgoing(self.caller)


class FollowUpFilter(_OfCaller):
    mine = FlagFilter(
        label="わたしのもの（わたしの機関で担当が未定のものを含む）", method="of_caller"
    )
    due_before = DayFilter(label="期限がこの日まで", field_name="due_on", lookup_expr="lte")
    state = ChoiceFilter(label="ようす", choices=FollowUpState.choices)

    class Meta:
        model = FollowUp
        fields: list[str] = []

    def of_caller(self, rows: FollowUpQuerySet, name: str, value: bool) -> QuerySet[FollowUp]:
        mine = rows.of_staff(self.caller)
        return mine if value else rows.exclude(pk__in=mine.values("pk"))


class PlanFilter(StrictFilterSet):
    case = WordsFilter(label="ケースの番号", field_name="case__number")
    kind = ChoiceFilter(label="種類", choices=PlanKind.choices)
    state = ChoiceFilter(label="ようす", choices=PlanState.choices)

    class Meta:
        model = Plan
        fields: list[str] = []


class ReminderFilter(StrictFilterSet):
    unread = FlagFilter(label="まだ読んでいないもの", method="not_read")

    class Meta:
        model = Reminder
        fields: list[str] = []

    def not_read(self, rows: ReminderQuerySet, name: str, value: bool) -> QuerySet[Reminder]:
        return rows.filter(read_at__isnull=value)


class SuccessionFilter(_OfCaller):
    waiting = FlagFilter(label="わたしの受けとりを待っているもの", method="for_caller")

    class Meta:
        model = Succession
        fields: list[str] = []

    def for_caller(self, rows: SuccessionQuerySet, name: str, value: bool) -> QuerySet[Succession]:
        mine = rows.waiting_for(self.caller)
        return mine if value else rows.exclude(pk__in=mine.values("pk"))


class EventFilter(StrictFilterSet):
    kind = ChoiceFilter(label="できごと", choices=EventKind.choices)

    class Meta:
        model = Event
        fields: list[str] = []


class CaseFollowUpFilter(StrictFilterSet):
    state = ChoiceFilter(label="ようす", choices=FollowUpState.choices)

    class Meta:
        model = FollowUp
        fields: list[str] = []


class RecordFilter(_OfCaller):
    method = ChoiceFilter(label="方法", choices=Method.choices)
    outcome = ChoiceFilter(label="結果", choices=RecordOutcome.choices)
    written_by = ModelChoiceFilter(label="書いた人", queryset=Staff.objects.all())
    q = WordsFilter(label="記録のことば", method="worded")

    class Meta:
        model = SupportRecord
        fields: list[str] = []

    def worded(
        self, rows: QuerySet[SupportRecord], name: str, value: str
    ) -> QuerySet[SupportRecord]:
        """What is covered is not found by its words either (R7)."""
        opened = ProtectionOpening.objects.running().filter(staff=self.caller).values("case")
        return rows.filter(
            Q(text__icontains=value) | Q(third_party_text__icontains=value),
            Q(case__person=None) | Q(case__person__protected=False) | Q(case__in=opened),
        )


class AttachmentFilter(StrictFilterSet):
    class Meta:
        model = Attachment
        fields: list[str] = []


class CalendarKeyFilter(StrictFilterSet):
    class Meta:
        model = CalendarKey
        fields: list[str] = []


class SafetyNoteFilter(StrictFilterSet):
    class Meta:
        model = SafetyNote
        fields: list[str] = []


class ConsentFilter(StrictFilterSet):
    class Meta:
        model = ConsentEvent
        fields: list[str] = []


class OwnershipFilter(StrictFilterSet):
    class Meta:
        model = Ownership
        fields: list[str] = []


class GroundFilter(StrictFilterSet):
    on = DayFilter(label="この日に見られたもの", method="on_day")

    def on_day(self, rows: AccessGroundQuerySet, name: str, value: date) -> QuerySet[AccessGround]:
        return rows.on(value)

    class Meta:
        model = AccessGround
        fields: list[str] = []


class EmergencyFilter(StrictFilterSet):
    seen = FlagFilter(label="確かめたもの", method="looked_into")

    class Meta:
        model = Emergency
        fields: list[str] = []

    def looked_into(self, rows: QuerySet[Emergency], name: str, value: bool) -> QuerySet[Emergency]:
        return rows.filter(seen_at__isnull=not value)


class ViewRequestFilter(_OfCaller):
    box = ChoiceFilter(label="届いたものか、たのんだものか", choices=ASKED_BOXES, method="in_box")
    state = ChoiceFilter(label="返事", choices=ViewRequestState.choices)

    class Meta:
        model = ViewRequest
        fields: list[str] = []

    def in_box(self, rows: ViewRequestQuerySet, name: str, value: str) -> QuerySet[ViewRequest]:
        return rows.incoming(self.caller) if value == "incoming" else rows.outgoing(self.caller)


class LookFilter(StrictFilterSet):
    class Meta:
        model = AccessLog
        fields: list[str] = []


class ProtectionFilter(StrictFilterSet):
    state = ChoiceFilter(label="ようす", choices=ProtectionState.choices)

    class Meta:
        model = AddressProtection
        fields: list[str] = []


class OpeningFilter(StrictFilterSet):
    class Meta:
        model = ProtectionOpening
        fields: list[str] = []


class HistoryFilter(StrictFilterSet):
    """Of whom is the view's own question; here it is only known."""

    of = ChoiceFilter(label="何の記録か", choices=Kept.choices, method="asked")

    def asked(self, rows: QuerySet[Model], name: str, value: str) -> QuerySet[Model]:
        return rows


class MessageFilter(StrictFilterSet):
    class Meta:
        model = ReferralMessage
        fields: list[str] = []
