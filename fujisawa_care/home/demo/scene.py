"""見本の街の時計: stories are played side by side in the order of time, up to now."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import count

from cases.actions import consultations, follow_ups
from cases.actions.consultations import Intake
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.dues import Terms
from cases.models import Case, ConsentState, FollowUp
from districts.models import District, Staff
from fujisawa_care.foundation.history import signed
from fujisawa_care.foundation.workdays import TOKYO, add_working_days, next_working_day
from fujisawa_care.home.demo import words
from fujisawa_care.home.demo.cast import Cast
from fujisawa_care.home.demo.words import Trouble

Story = Iterator[datetime]
OPENS, HOURS = 9, 7


class Scene:
    """The stage: the cast, one seeded chance, and the moment it is now."""

    def __init__(self, cast: Cast, *, now: datetime, seed: int) -> None:
        self.cast = cast
        self.now = now
        self.at = now
        self.terms = Terms()
        self.chance = random.Random(seed)
        self._tick = count()
        self._waiting: list[tuple[datetime, int, Story]] = []

    def begin(self, story: Callable[[Scene], Story], *, at: datetime) -> None:
        heapq.heappush(self._waiting, (at, next(self._tick), story(self)))

    def play(self) -> Iterator[int]:
        """Let every story go on until it reaches the present; yields how many steps were taken."""
        steps = 0
        while self._waiting:
            self.at, _, story = heapq.heappop(self._waiting)
            if self.at > self.now:
                continue
            then = next(story, None)
            steps += 1
            if then is not None:
                heapq.heappush(self._waiting, (max(then, self.same_day()), next(self._tick), story))
            yield steps

    def at_work(self, day: date) -> datetime:
        """Some moment of the first working day from `day` on."""
        opens = datetime.combine(next_working_day(day), time(OPENS), tzinfo=TOKYO)
        return opens + timedelta(minutes=self.chance.randrange(HOURS * 60))

    def later(self, least: int, most: int) -> datetime:
        """A moment `least` to `most` days from now in the story."""
        return self.at_work((self.at + timedelta(days=self.chance.randint(least, most))).date())

    def same_day(self) -> datetime:
        return self.at + timedelta(minutes=self.chance.randint(20, 180))

    def due(self, working_days: int) -> date:
        return add_working_days(self.at.astimezone(TOKYO).date(), working_days)

    def today(self, days: int = 0) -> date:
        """The day it really is, or so many days from it."""
        return self.now.astimezone(TOKYO).date() + timedelta(days=days)

    def today_in_story(self) -> date:
        return self.at.astimezone(TOKYO).date()

    def on_the_day(self, case: Case) -> datetime:
        """When the next step is due; now and then a little late."""
        due = FollowUp.objects.open().filter(case=case).order_by("due_on")[0].due_on
        late = 1 if self.chance.random() < 0.1 else 0
        return max(self.at_work(due + timedelta(days=late)), self.at)

    def meet(
        self,
        case: Case,
        *,
        by: Staff,
        outcome: str,
        note: str,
        then: tuple[str, str, int],
        left: tuple[str, ...] = (),
    ) -> None:
        """The step that is due ends with what came of it, and the next is set: how, what, in how many days."""
        kind, what, days = then
        clock = time(self.chance.randint(9, 16), self.chance.choice([0, 30]))
        step = Next(
            what=what,
            kind=kind,
            due_on=self.due(days),
            due_time=clock if kind != "task" else None,
        )
        mine = FollowUp.objects.open().filter(case=case, agency=by.agency)
        for follow_up in mine.order_by("due_on")[:1]:
            follow_ups.finish(
                follow_up, by=by, at=self.at, outcome=outcome, note=note, left=left, then=step
            )

    def person(self, trouble: Trouble) -> Known:
        surname, given = self.chance.choice(words.SURNAMES), self.chance.choice(words.GIVEN)
        years = self.chance.randint(*trouble.ages)
        born = (self.now - timedelta(days=years * 365 + self.chance.randrange(365))).date()
        exact = self.chance.random() < 0.7
        return Known(
            name=f"{surname[0]} {given[0]}",
            kana=f"{surname[1]} {given[1]}",
            birth_date=born if exact else None,
            birth_text=f"{born:%Y-%m-%d}" if exact else f"{years // 10 * 10}代",
            phones=(f"0466-00-{self.chance.randrange(10000):04d}",),
            address=f"架空台{self.chance.randint(1, 9)}-{self.chance.randint(1, 30)}",
        )

    def receive(
        self,
        trouble: Trouble,
        *,
        by: Staff,
        district: District,
        consent: str = ConsentState.GIVEN,
        **more: object,
    ) -> Case:
        """The intake as the counter would have written it."""
        topics = tuple(self.cast.topics[code] for code in trouble.topics)
        told: dict[str, object] = {
            "channel": self.chance.choice(["counter", "counter", "phone", "visit"]),
            "consulter": trouble.consulter,
            "story": trouble.story,
            "person": more.get("person") or self.person(trouble),
            "living_with": trouble.living_with,
            "district": district,
            "topics": topics,
            "main_topic": topics[0],
            "consent": consent,
            "consent_method": "verbal" if consent == ConsentState.GIVEN else "",
            "unasked": words.NOTHING_SAID if consent == ConsentState.GIVEN else trouble.unasked,
        }
        intake = Intake(**(told | more))  # type: ignore[arg-type]
        with signed(by.pk):
            heard = consultations.receive(intake, by=by, at=self.at, terms=self.terms)
        return heard.case
