"""書きかけの見本: words that wait as drafts for whoever was called away (架空)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from cases.actions import drafts
from cases.models import Case, DraftKind, FollowUp
from fujisawa_care.home.demo.scene import Scene

HEARD = {
    "channel": ["phone"],
    "consulter": ["minsei"],
    "place": ["善行"],
    "living_with": ["妻"],
    "story": [
        "民生委員から電話。「奥さんの物忘れが進み、ご主人が一人で支えている。ご主人は『まだだいじょうぶ』と"
    ],
    "consent": ["not_yet"],
    "brought_by": ["民生委員"],
    "known_to": ["民生委員、となりの方"],
}
VISITED = {
    "method": ["visit"],
    "outcome": ["met"],
    "counterpart": ["self"],
    "minutes": ["25"],
    "text": ["学校の帰りに相談室で会った。弟の送りは母の休みの日だけ代われるとのこと。つぎに"],
}
CALLED = {
    "method": ["phone"],
    "outcome": ["met"],
    "counterpart": ["family"],
    "text": ["家族から電話。見学の日をかえたいとのこと。かわりの日は、"],
    "third_party_text": ["「本人は朝がつらいので午後なら行けると思う」"],
}
NEXT_DOOR = {"kind": ["join"], "urgency": ["week"], "note": ["平日の午前に電話可。はじめは"]}


def lay_by(scene: Scene) -> None:
    """An intake and a record at the counter; a record and a hand-over on the road."""
    topics = [str(scene.cast.topics[code].pk) for code in ("care", "health")]
    agency = [str(scene.cast.staff["ikiiki-zengyo"].agency_id)]
    _kept(scene, "counter-zengyo", DraftKind.INTAKE, 35, HEARD | {"topics": topics})
    _kept(scene, "counter-zengyo", DraftKind.RECORD, 150, CALLED, about="縁側さがし")
    _kept(scene, "csw-zengyo", DraftKind.RECORD, 55, VISITED, about="送りの負担")
    _kept(
        scene, "csw-zengyo", DraftKind.REFERRAL, 190, NEXT_DOOR | {"agency": agency}, about="玄関先"
    )


def _kept(
    scene: Scene,
    username: str,
    kind: DraftKind,
    minutes: int,
    fields: dict[str, list[str]],
    *,
    about: str = "",
) -> None:
    by = scene.cast.staff[username]
    drafts.keep(
        _case_of_today(scene, username, about) if about else None,
        by=by,
        at=scene.now - timedelta(minutes=minutes),
        key=UUID(int=scene.chance.getrandbits(128), version=4),
        kind=kind,
        fields=fields,
    )


def _case_of_today(scene: Scene, username: str, what: str) -> Case:
    """The one where that is to be done today."""
    mine = FollowUp.objects.open().filter(
        assignee=scene.cast.staff[username], due_on=scene.today(), what__startswith=what
    )
    return mine.select_related("case").latest("pk").case
