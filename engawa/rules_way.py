"""参加支援でできること: who walks with a person to a place, what goes along, and who answers for the place."""

from __future__ import annotations

from datetime import datetime

from cases import rules
from cases.models import Case, ConsentKind
from districts.models import Role, Staff
from engawa.models import Participation, PlaceWord, Site, VisitAsked, may_hear
from engawa.states import ParticipationState, VisitState
from fujisawa_care.foundation.verdict import YES, Verdict, no, not_now

OVER = not_now(
    "この参加支援は終わっています。続けるときは、ケースのページから新しく始めてください",
    code="participation-ended",
)
NO_SUCH_PLACE = not_now("この場は終わっています。ほかの場をえらんでください", code="site-ended")
NO_WORD = not_now(
    "名前を伝えてよいと、本人がまだ言っていません。名前なしでたのむか、本人に聞いて「場への同意」を残してください",
    code="no-word-for-the-place",
)
NOT_YOURS = no(
    "返事を残せるのは、その場の方と、このケースに書ける方です", code="not-the-places-answer"
)


def begin(by: Staff, case: Case) -> Verdict:
    return rules.write(by, case)


def walk(by: Staff, participation: Participation) -> Verdict:
    """Whatever is done on the way: by whoever writes on the case, while it goes on."""
    if not (allowed := rules.write(by, participation.case)):
        return allowed
    return OVER if participation.state == ParticipationState.ENDED else YES


def look_for(by: Staff, participation: Participation) -> Verdict:
    """Places are put on the tray and asked while nobody has begun to stay at one."""
    if not (allowed := walk(by, participation)):
        return allowed
    if participation.state in (ParticipationState.TRYING, ParticipationState.SETTLED):
        return not_now(
            "いまは場に通っています。ほかの場をさがすときは、先に「さがしなおす」を押してください",
            code="participation-at-a-place",
        )
    return YES


def ask(by: Staff, participation: Participation, site: Site) -> Verdict:
    if not (allowed := look_for(by, participation)):
        return allowed
    return YES if site.ended_on is None else NO_SUCH_PLACE


def name(participation: Participation, site: Site, *, at: datetime) -> Verdict:
    """R6: only on the person's word about this very place; under 支援措置 never (R7)."""
    person = participation.case.person
    if person is None or not person.name:
        return not_now("本人の氏名を、まだ聞いていません", code="no-name-known")
    if person.protected:
        return not_now("支援措置のあいだ、名前は場に伝えません", code="protected")
    return YES if may_hear(participation, site, at=at) else NO_WORD


def hear(by: Staff, participation: Participation, event: str) -> Verdict:
    """A no is taken down at any time, as any other no of the person's."""
    if event == PlaceWord.WITHDRAWN:
        return rules.hear(by, participation.case, ConsentKind.WITHDRAWN)
    return walk(by, participation)


def answer(by: Staff, visit: VisitAsked) -> Verdict:
    """The place's own account, or whoever heard its answer on the telephone."""
    own = by.role == Role.SITE and by.is_active and visit.site.desks.filter(staff=by).exists()
    if not own and not rules.write(by, visit.participation.case):
        return NOT_YOURS
    return YES


def try_out(by: Staff, participation: Participation, site: Site) -> Verdict:
    """お試し: at a place that was seen, by somebody who went there."""
    if not (allowed := walk(by, participation)):
        return allowed
    seen = participation.visits.filter(site=site, state=VisitState.DONE)
    if not seen.exists():
        return not_now("お試しの前に、見学に行ったことを残してください", code="place-not-seen-yet")
    return YES if site.ended_on is None else NO_SUCH_PLACE
