"""状態: which step may follow which, as one table of successors per kind of thing."""

from __future__ import annotations

from django.db.models import TextChoices


class CaseStage(TextChoices):
    OPEN = "open", "支援中"
    CLOSED = "closed", "終わり"


class ReferralStatus(TextChoices):
    SENT = "sent", "返事待ち"
    ACCEPTED = "accepted", "受けた"
    RETURNED = "returned", "戻した"
    WITHDRAWN = "withdrawn", "取り下げ"


class FollowUpState(TextChoices):
    OPEN = "open", "予定"
    DONE = "done", "できた"
    DROPPED = "dropped", "取りやめ"


class ProtectionState(TextChoices):
    RUNNING = "running", "支援措置の期間中"
    ENDED = "ended", "期間の途中で終わった"
    LAPSED = "lapsed", "期間がすぎた"


class ViewRequestState(TextChoices):
    ASKED = "asked", "返事待ち"
    GRANTED = "granted", "見られる"
    DECLINED = "declined", "見られない"
    WITHDRAWN = "withdrawn", "取り下げ"


class PlanState(TextChoices):
    DRAFT = "draft", "案"
    TABLED = "tabled", "会議に出している"
    DECIDED = "decided", "会議で決まった"
    RUNNING = "running", "進めている"
    EVALUATED = "evaluated", "評価した"
    CLOSED = "closed", "終結"
    SUSPENDED = "suspended", "中断"
    RENEWED = "renewed", "再プラン"


class DivisionState(TextChoices):
    PLANNED = "planned", "予定"
    DONE = "done", "分けた"
    CALLED_OFF = "called_off", "とりやめ"
    FAILED = "failed", "できなかった"


class MailState(TextChoices):
    NONE = "none", "メールなし"
    PENDING = "pending", "これから"
    SENDING = "sending", "送っている"
    SENT = "sent", "送った"
    UNCERTAIN = "uncertain", "届いたか不明"


CASE_STEPS = {
    CaseStage.OPEN: frozenset({CaseStage.CLOSED}),
    CaseStage.CLOSED: frozenset({CaseStage.OPEN}),
}

REFERRAL_STEPS: dict[ReferralStatus, frozenset[ReferralStatus]] = {
    ReferralStatus.SENT: frozenset(
        {ReferralStatus.ACCEPTED, ReferralStatus.RETURNED, ReferralStatus.WITHDRAWN}
    ),
    ReferralStatus.ACCEPTED: frozenset(),
    ReferralStatus.RETURNED: frozenset(),
    ReferralStatus.WITHDRAWN: frozenset(),
}

FOLLOW_UP_STEPS: dict[FollowUpState, frozenset[FollowUpState]] = {
    FollowUpState.OPEN: frozenset({FollowUpState.DONE, FollowUpState.DROPPED}),
    FollowUpState.DONE: frozenset(),
    FollowUpState.DROPPED: frozenset(),
}

PROTECTION_STEPS: dict[ProtectionState, frozenset[ProtectionState]] = {
    ProtectionState.RUNNING: frozenset({ProtectionState.ENDED, ProtectionState.LAPSED}),
    ProtectionState.ENDED: frozenset(),
    ProtectionState.LAPSED: frozenset(),
}

VIEW_REQUEST_STEPS: dict[ViewRequestState, frozenset[ViewRequestState]] = {
    ViewRequestState.ASKED: frozenset(
        {ViewRequestState.GRANTED, ViewRequestState.DECLINED, ViewRequestState.WITHDRAWN}
    ),
    ViewRequestState.GRANTED: frozenset(),
    ViewRequestState.DECLINED: frozenset(),
    ViewRequestState.WITHDRAWN: frozenset(),
}

PLAN_STEPS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.TABLED, PlanState.CLOSED}),
    PlanState.TABLED: frozenset({PlanState.DRAFT, PlanState.DECIDED}),
    PlanState.DECIDED: frozenset({PlanState.RUNNING, PlanState.SUSPENDED, PlanState.CLOSED}),
    PlanState.RUNNING: frozenset({PlanState.EVALUATED, PlanState.SUSPENDED, PlanState.CLOSED}),
    PlanState.EVALUATED: frozenset(
        {PlanState.RUNNING, PlanState.CLOSED, PlanState.RENEWED, PlanState.SUSPENDED}
    ),
    PlanState.CLOSED: frozenset(),
    PlanState.SUSPENDED: frozenset({PlanState.RUNNING, PlanState.CLOSED, PlanState.RENEWED}),
    PlanState.RENEWED: frozenset(),
}

DIVISION_STEPS: dict[DivisionState, frozenset[DivisionState]] = {
    DivisionState.PLANNED: frozenset(
        {DivisionState.DONE, DivisionState.CALLED_OFF, DivisionState.FAILED}
    ),
    DivisionState.DONE: frozenset(),
    DivisionState.CALLED_OFF: frozenset(),
    DivisionState.FAILED: frozenset(),
}

MAIL_STEPS: dict[MailState, frozenset[MailState]] = {
    MailState.NONE: frozenset(),
    MailState.PENDING: frozenset({MailState.SENDING}),
    MailState.SENDING: frozenset({MailState.SENT, MailState.PENDING, MailState.UNCERTAIN}),
    MailState.SENT: frozenset(),
    MailState.UNCERTAIN: frozenset(),
}

TABLES = {
    "ケース": CASE_STEPS,
    "つなぎ": REFERRAL_STEPS,
    "次の一手": FOLLOW_UP_STEPS,
    "支援措置": PROTECTION_STEPS,
    "閲覧のおねがい": VIEW_REQUEST_STEPS,
    "支援プラン": PLAN_STEPS,
    "機関を分ける予定": DIVISION_STEPS,
    "お知らせのメール": MAIL_STEPS,
}
