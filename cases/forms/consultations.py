"""受け止めの入力: only the words spoken are required; everything else may be empty or rough."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases.actions.consultations import Intake, Unasked
from cases.actions.follow_ups import Next
from cases.actions.people import Known
from cases.actions.referrals import HandOver
from cases.models import (
    STORY_LIMIT,
    Channel,
    ConsentMethod,
    ConsentState,
    Consulter,
    Outcome,
    Person,
    Urgency,
    WhyNot,
)
from cases.sheets.candidates import Said
from districts.models import Agency, District, Staff, Topic, Town
from fujisawa_care.foundation import kana
from fujisawa_care.foundation.fields import (
    Checks,
    ChoiceField,
    DayField,
    KanaField,
    OneOf,
    PhoneField,
    Radios,
    SomeOf,
    TextField,
    WarekiField,
)

SHORT = {Channel.ENGAWA: "縁側", Channel.AGENCY: "機関"}
CONSENT = {
    "written": (ConsentState.GIVEN, ConsentMethod.WRITTEN),
    "verbal": (ConsentState.GIVEN, ConsentMethod.VERBAL),
    "not_yet": (ConsentState.NOT_YET, ""),
    "refused": (ConsentState.REFUSED, ""),
}
OUTSIDE, NOT_KNOWN = "90", "99"


@dataclass(frozen=True)
class Place:
    """Where the person lives, as far as the district goes; `outside` the city is said so."""

    district: District | None = None
    town: Town | None = None
    outside: bool = False


class PlaceField(TextField):
    """07, ぜんぎょう, 善行, or a town; 90 is another city, 99 is not known."""

    def clean(self, value: Any) -> Place:
        text = super().clean(value)
        typed = kana.search_key(text)
        if not typed or typed.startswith((NOT_KNOWN, "不明")):
            return Place()
        if typed.startswith((OUTSIDE, "市外")):
            return Place(outside=True)
        return _among_districts(typed) or _among_towns(text)


def _among_districts(typed: str) -> Place | None:
    digits, name = typed[:2], typed.lstrip("0123456789").removesuffix("地区")
    districts = list(District.objects.all())
    found = [
        each
        for each in districts
        if each.code == digits or (name and kana.search_key(each.name) == name)
    ]
    if not found and name:
        found = [each for each in districts if kana.search_key(each.kana).startswith(name)]
    return Place(found[0]) if len(found) == 1 else None


def _among_towns(text: str) -> Place:
    """A town alone settles its district; several do where they all lie in the same one."""
    towns = _nearest(text)
    proposed = list(dict.fromkeys(each for town in towns for each in town.proposed_districts))
    if len(proposed) == 1 and not any(town.split for town in towns):
        return Place(proposed[0], towns[0] if len(towns) == 1 else None)
    if proposed:
        names = "と".join(each.name for each in proposed)
        said = towns[0].name if len(towns) == 1 else f"「{text}」"
        raise ValidationError(
            f"{said}は、{names}にかかります。地区をえらんでください", code="split"
        )
    raise ValidationError("地区を「07」や「善行」のように入れてください", code="district")


def _nearest(text: str) -> list[Town]:
    """The town whose whole name was typed, the longest before any other; else all that may fit."""
    typed = kana.search_key(text)
    found = list(Town.objects.named(text).with_districts())
    exact = [town for town in found if kana.search_key(town.kana) == typed]
    named = [town for town in found if kana.search_key(town.name) in typed]
    return exact or sorted(named, key=lambda town: -len(town.name))[:1] or found


class IntakeForm(forms.Form):
    channel = ChoiceField(
        label="受けた方法",
        choices=[(each.value, SHORT.get(each, each.label)) for each in Channel],
        initial=Channel.COUNTER,
        widget=Radios({Channel.COUNTER: {"autofocus": ""}}),
    )
    consulter = ChoiceField(
        label="話した方", choices=[("", "えらばない"), *Consulter.choices], required=False
    )
    anonymous = forms.BooleanField(
        label="匿名（名前は聞かない）",
        required=False,
        widget=forms.CheckboxInput({"data-hides": "f-name f-kana f-birth f-phone"}),
    )
    person = OneOf(
        label="同じ方",
        queryset=Person.objects.none(),
        words="この方は、いまは選べません。もう一度さがしてください",
    )
    name = TextField(label="氏名", limit=100)
    kana = KanaField(label="ふりがな", limit=100)
    birth = WarekiField(label="生年月日", limit=40)
    place = PlaceField(label="地区", limit=60)
    phone = PhoneField(label="電話", limit=20)
    living_with = TextField(label="いっしょに暮らす方", limit=200)
    story = TextField(label="お話の内容", limit=STORY_LIMIT, rows=3, required=True)
    topics = SomeOf(label="関わる分野", queryset=Topic.objects.active(), widget=Checks())
    main_topic = OneOf(
        label="いちばんの困りごと", queryset=Topic.objects.active(), empty_label="いちばんは？"
    )
    outcome = ChoiceField(
        label="このあとの対応",
        choices=Outcome.choices,
        initial=Outcome.CONTINUE,
        widget=Radios(
            {
                Outcome.INFORMATION: {"data-shows": "after-information"},
                Outcome.CONTINUE: {"data-shows": "after-continue"},
                Outcome.REFER: {"data-shows": "after-refer"},
            }
        ),
    )
    urgency = ChoiceField(
        label="急ぎ度",
        choices=Urgency.choices,
        initial=Urgency.NORMAL,
        widget=Radios({Urgency.NOW: {"data-shows": "urgent"}}),
    )
    refer_to = SomeOf(label="つなぎ先", queryset=Agency.objects.none())
    consent = ChoiceField(
        label="本人の同意",
        choices=[
            ("written", "書面"),
            ("verbal", "口頭"),
            ("not_yet", "まだ"),
            ("refused", "なし"),
        ],
        initial="not_yet",
        widget=Radios(
            {
                "not_yet": {"data-shows": "withheld unasked"},
                "refused": {"data-shows": "withheld unasked"},
            }
        ),
    )
    brought_by = TextField(label="持ちこんだ方", limit=100)
    why_not = ChoiceField(
        label="同意がない理由", choices=[("", "えらばない"), *WhyNot.choices], required=False
    )
    why_not_note = TextField(label="くわしい理由", limit=200)
    known_to = TextField(label="知っている方", limit=200)
    note = TextField(label="ひとこと", limit=500)
    next_what = TextField(label="次にすること", limit=200)
    next_on = DayField(label="いつまで", limit=40)

    def __init__(self, *args: Any, by: Staff, soon: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soon = soon
        today = timezone.localdate()
        asked = Agency.objects.valid_on(today).filter(accepts_referrals=True)
        self._field("refer_to").queryset = asked.exclude(pk=by.agency_id).order_by("name")
        self._field("person").queryset = Person.objects.visible_to(by)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == Outcome.REFER and "refer_to" in given and not given["refer_to"]:
            self.add_error("refer_to", "つなぎ先をえらんでください")
        return given

    def said(self) -> Said:
        """As much of the person as can be read, even where another field is still wrong."""
        self.is_valid()
        given = self.cleaned_data
        birth = given.get("birth")
        return Said(
            name=given.get("name", ""),
            kana=given.get("kana", ""),
            phone=given.get("phone", ""),
            birth=birth.day if birth else None,
        )

    def intake(self) -> Intake:
        """The words of the action; what belongs to another choice than the one made is left out."""
        given = self.cleaned_data
        outcome, anonymous = given["outcome"], given["anonymous"]
        state, method = CONSENT[given["consent"]]
        if outcome != Outcome.REFER and state == ConsentState.NOT_YET:
            state = ConsentState.NOT_ASKED
        worst = given["main_topic"]
        topics = list(given["topics"])
        known = None if anonymous else self._known()
        return Intake(
            channel=given["channel"],
            story=given["story"],
            consulter=given["consulter"],
            anonymous=anonymous,
            person=known or None,
            known_person=None if anonymous else given["person"],
            district=given["place"].district,
            living_with=given["living_with"],
            topics=tuple(topics if worst is None or worst in topics else [worst, *topics]),
            main_topic=worst,
            consent=state,
            consent_method=method,
            unasked=Unasked() if state == ConsentState.GIVEN else self._unasked(),
            outcome=outcome,
            urgency=given["urgency"],
            refer_to=self._hand_overs() if outcome == Outcome.REFER else (),
            then=self._next() if outcome == Outcome.CONTINUE else None,
        )

    def _known(self) -> Known:
        given = self.cleaned_data
        birth, place = given["birth"], given["place"]
        return Known(
            name=given["name"],
            kana=given["kana"],
            birth_date=birth.day if birth else None,
            birth_text=birth.text if birth else "",
            phones=(given["phone"],) if given["phone"] else (),
            address="市外" if place.outside else "",
            town=place.town,
        )

    def _unasked(self) -> Unasked:
        said = {each.name: self.cleaned_data[each.name] for each in fields(Unasked)}
        return Unasked(**said)

    def unasked_open(self) -> bool:
        """Whether the folded part has something to show."""
        return any(self[each.name].value() or self[each.name].errors for each in fields(Unasked))

    def _hand_overs(self) -> tuple[HandOver, ...]:
        given = self.cleaned_data
        return tuple(HandOver(agency=each, note=given["note"]) for each in given["refer_to"])

    def _next(self) -> Next:
        """What the counter left open is filled in by its habit."""
        given = self.cleaned_data
        return Next(
            what=given["next_what"] or "次の連絡をする", due_on=given["next_on"] or self.soon
        )
