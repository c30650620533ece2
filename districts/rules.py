"""地区・機関・職員のきまり: who may change the master data and the accounts, and why not."""

from __future__ import annotations

from collections.abc import Collection

from districts.models import Role, Staff
from fujisawa_care.foundation.verdict import YES, Verdict, no


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
