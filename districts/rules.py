"""地区・機関・職員のきまり: who may change the master data and the accounts, and why not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from districts.models import Issue, Resource, Role, Staff
from districts.states import IssueState
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now
from fujisawa_care.foundation.workdays import TOKYO, months_later


def may_administer(by: Staff | None) -> Verdict:
    """System administrators, and nobody (None) where the command line itself is the authority."""
    if by is None or (by.role == Role.ADMINISTRATOR and by.is_active):
        return YES
    return no(
        "機関と職員を変更できるのは、システム管理の職員だけです。", code="administrators-only"
    )


def may_look_after(by: Staff) -> Verdict:
    """Who sees where everybody works and how much hangs on them."""
    if by.is_active and by.role in (Role.ADMINISTRATOR, Role.MANAGER):
        return YES
    return no("職員を見られるのは、システム管理と管理職の職員です。", code="not-for-you")


def may_deactivate(staff: Staff, by: Staff | None) -> Verdict:
    if by is not None and by.pk == staff.pk:
        return no(
            "自分のアカウントは止められません。ほかの管理者に頼んでください。", code="own-account"
        )
    return may_administer(by)


SOMETHING_HANGS = no(
    "まだ引き継がれていないものがあります。先に引き継いでください。", code="still-in-charge"
)


def nothing_hangs(hanging: Collection[str]) -> Verdict:
    """R4: nobody leaves while cases or follow-ups hang on them; `hanging` says which."""
    if not hanging:
        return YES
    return no(
        f"まだ引き継がれていないものがあります（{'、'.join(hanging)}）。先に引き継いでください。",
        code="still-in-charge",
    )


def gather(by: Staff) -> Verdict:
    """Who raises a 地域課題, keeps the list of 社会資源 and holds the one against the other."""
    if by.is_active and by.sees_cases:
        return YES
    return no("地域課題と社会資源をあつかうのは、相談や支援の職員です", code="not-at-work")


def hand_issue(by: Staff, issue: Issue) -> Verdict:
    if not (verdict := bring_together(by)):
        return verdict
    if issue.state == IssueState.RAISED:
        return YES
    return not_now(
        f"この地域課題は、もう{issue.get_state_display()}ものです", code="issue-moved-on"
    )


def answer_issue(by: Staff, issue: Issue) -> Verdict:
    if not (verdict := bring_together(by)):
        return verdict
    if issue.state == IssueState.HANDED:
        return YES
    words = (
        "先に会議に渡してください"
        if issue.state == IssueState.RAISED
        else f"この地域課題は、もう{issue.get_state_display()}ものです"
    )
    return not_now(words, code="issue-moved-on")


def bring_together(by: Staff) -> Verdict:
    """CSW know the tables of their district; 多機関協働 and managers know them all."""
    if by.is_active and by.role in (Role.CSW, Role.COORDINATOR, Role.MANAGER):
        return YES
    return no("会議に渡すのは、CSW・多機関協働・管理職の方です", code="not-between-tables")


def withdraw_issue(by: Staff, issue: Issue) -> Verdict:
    if issue.state != IssueState.RAISED:
        return not_now("会議に渡したものは、取り下げられません", code="issue-moved-on")
    if by.is_active and (by.pk == issue.raised_by_id or by.role == Role.MANAGER):
        return YES
    return no("取り下げられるのは、出した方と管理職です", code="not-yours-to-withdraw")


def change_resource(by: Staff, resource: Resource) -> Verdict:
    if resource.ended_on is not None:
        return not_now("この社会資源は、なくなったものです", code="resource-ended")
    return gather(by)


def match(by: Staff, issue: Issue, resource: Resource) -> Verdict:
    if issue.state == IssueState.WITHDRAWN:
        return not_now("この地域課題は、取り下げたものです", code="issue-moved-on")
    return change_resource(by, resource)


def close_month(by: Staff, month: date, *, at: datetime) -> Verdict:
    """R13: only what is over can be closed, and only by those who answer for the numbers."""
    if not (by.is_active and by.role == Role.MANAGER):
        return no("月を閉めるのは、管理職の方です", code="managers-only")
    if months_later(month.replace(day=1), 1) > at.astimezone(TOKYO).date():
        return not_now(
            "この月は、まだ終わっていません。翌月になったら閉められます", code="month-not-over"
        )
    return YES


def closed_once(*, new: bool) -> Verdict:
    return YES if new else not_now("この月は、もう閉めてあります", code="month-closed")


def write_council(by: Staff) -> Verdict:
    if by.is_active and by.role in (Role.COORDINATOR, Role.MANAGER):
        return YES
    return no("議会資料のことばを書くのは、多機関協働と管理職の方です", code="not-for-the-council")
