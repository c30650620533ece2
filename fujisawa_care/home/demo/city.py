"""見本の街: about 300 cases of the last 18 months, written by the actions, with a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from cases.actions import reminders
from cases.models import Reminder
from fujisawa_care.home.demo import (
    above,
    april,
    between,
    cast,
    counted,
    eyes,
    kept,
    months,
    pacts,
    places,
    stories,
    tables,
    today,
    unsent,
    ways,
    withdrawn,
)
from fujisawa_care.home.demo.scene import Scene

SEED = 20240401
DAYS = 548
TOLD = (
    (stories.told_and_done, 90),
    (stories.stayed_at_the_counter, 36),
    (stories.handed_over, 78),
    (stories.sent_back_once, 18),
    (stories.sent_round, 5),
    (stories.joined_hands, 14),
    (stories.behind_the_door, 12),
)

ONCE = (
    # how many days ago each begins
    (withdrawn.a_year, 395),
    (tables.four_sittings, tables.BEGINS),
    (eyes.asked_and_declined, 33),
    (eyes.asked_and_granted, 24),
    (eyes.opened_and_seen, 23),
    (april.helps_out, 25),
    (eyes.opened_today, 12),
    (eyes.asked_today, 8),
)


def write(*, now: datetime, say: Callable[[str], None]) -> None:
    """Write the whole city; `say` is told how far it has come."""
    say("職員と機関をそろえています（架空）")
    people = cast.gather(at=now - timedelta(days=DAYS))
    scene = Scene(people, now=now, seed=SEED)
    for story, times in TOLD:
        for _ in range(times):
            day = (now - timedelta(days=scene.chance.randrange(2, DAYS))).date()
            scene.begin(story, at=scene.at_work(day))
    for story, days in ONCE:
        scene.begin(story, at=scene.at_work(scene.today(-days)))
    scene.begin(april.moved_away, at=april.begins(scene))
    for steps in scene.play():
        if steps % 250 == 0:
            say(f"物語を書いています（{scene.at:%Y年%-m月}まで）")
    say("今日の予定と受信箱をととのえています")
    today.set_the_day(scene)
    tables.lay_the_tables(scene)
    pacts.agreed(scene)
    months.a_year(scene, places.opened(scene))
    ways.walked(scene)
    between.want_a_table(scene)
    above.stand_above(scene)
    between.comes_again(scene)
    kept.keep_apart(scene)
    unsent.lay_by(scene)
    counted.tell(scene)
    reminders.raise_due(at=now, terms=scene.terms)
    _read_what_is_old(now)
    cast.give_addresses(people, at=now)


def _read_what_is_old(now: datetime) -> None:
    old = Reminder.objects.unread().filter(raised_at__lt=now - timedelta(days=3))
    for reminder in old.select_related("recipient"):
        reminders.read(reminder, by=reminder.recipient, at=now)
