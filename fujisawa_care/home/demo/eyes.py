"""見ることの物語: the glass broken in an emergency, and looks that were asked for (架空)."""

from __future__ import annotations

from datetime import timedelta

from cases.actions import emergencies, sightings, view_requests
from cases.actions.follow_ups import Next
from cases.models import Case, ConsentState, Door, Level, Outcome, ViewRequest
from fujisawa_care.home.demo import words
from fujisawa_care.home.demo.scene import Scene, Story


def opened_and_seen(scene: Scene) -> Story:
    """Read for a day when it could not wait; a manager looked into it the day after."""
    case = _followed(scene, "counter-zengyo", words.TROUBLES[4])
    yield scene.later(9, 9) + timedelta(hours=9)  # in the evening
    hoken, manager = scene.cast.staff["hoken"], scene.cast.staff["manager"]
    opened = emergencies.begin(
        case,
        by=hoken,
        at=scene.at,
        reason="夜に本人が保護され、病院から連絡先をきかれた。窓口はもう閉まっている",
        lasts=scene.terms.emergency,
    )
    yield scene.later(1, 1)
    note = "病院の照会の記録と合う。主担当にも電話で伝えてあった。"
    emergencies.see(opened, by=manager, at=scene.at, note=note)


def opened_today(scene: Scene) -> Story:
    """Opened some hours ago: still to be read, and no manager has looked into it yet."""
    case = _followed(scene, "counter-center", words.TROUBLES[10])
    yield scene.now - timedelta(hours=3)
    by = scene.cast.staff["ikiiki-zengyo"]
    emergencies.begin(
        case,
        by=by,
        at=scene.at,
        reason="訪問先のとなりで本人が倒れていると聞いた。家族の連絡先を知りたい",
        lasts=scene.terms.emergency,
    )
    sightings.look(case, by=by, at=scene.at, door=Door.WEB, address=None)


def asked_and_granted(scene: Scene) -> Story:
    case = _followed(scene, "csw-zengyo", words.TROUBLES[6])
    yield scene.later(3, 3)
    reason = "本人から来月の見学の相談を受けました。これまでのようすを読んでから会いたいです"
    asked = _asked(scene, case, "shogai-chubu", reason, by_number=True)
    yield scene.later(1, 1)
    view_requests.grant(
        asked,
        by=scene.cast.staff["csw-zengyo"],
        at=scene.at,
        level=Level.READ,
        until=scene.today(60),
        note="本人に話してあります。見学のあと、ようすを教えてください",
    )


def asked_and_declined(scene: Scene) -> Story:
    case = _followed(scene, "counter-zengyo", words.TROUBLES[2])
    yield scene.later(5, 5)
    asked = _asked(scene, case, "hoken", "事業の対象になるか、前もって知っておきたいです")
    yield scene.later(1, 1)
    why = "本人がまだだれにも話したくないとのこと。本人から電話があれば、そちらで聞いてください"
    view_requests.decline(asked, by=scene.cast.staff["counter-zengyo"], at=scene.at, reason=why)


def asked_today(scene: Scene) -> Story:
    """One for the CSW and one for each counter, none of them answered."""
    by_number, by_name = (
        _followed(scene, "csw-zengyo", words.TROUBLES[9]),
        _followed(scene, "counter-zengyo", words.TROUBLES[8]),
    )
    elsewhere = _followed(scene, "counter-center", words.TROUBLES[11])
    yield scene.now - timedelta(hours=20)
    _asked(scene, by_number, "hoken", "本人から眠れないと電話がありました", by_number=True)
    yield scene.now - timedelta(hours=5)
    _asked(
        scene, by_name, "ikiiki-zengyo", "母の担当です。本人の退職のことを知ってから会いたいです"
    )
    _asked(scene, elsewhere, "shogai-chubu", "手帳の相談で来所されています", by_number=True)


def _followed(scene: Scene, username: str, trouble: words.Trouble) -> Case:
    """Somebody's own case, whose next step is still to come."""
    by = scene.cast.staff[username]
    then = Next(what="電話で近況を聞く", kind="phone", due_on=scene.today(6))
    return scene.receive(
        trouble,
        by=by,
        district=scene.cast.districts["07"],
        consent=ConsentState.GIVEN if trouble.consulter == "self" else ConsentState.NOT_ASKED,
        outcome=Outcome.CONTINUE,
        then=then,
    )


def _asked(
    scene: Scene, case: Case, username: str, reason: str, *, by_number: bool = False
) -> ViewRequest:
    return view_requests.ask(
        case, by=scene.cast.staff[username], at=scene.at, reason=reason, by_number=by_number
    )
