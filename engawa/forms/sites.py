"""場の入力: what is known of a place, its week line by line, and one day that is otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from cases.forms.follow_ups import ClockField
from districts.models import Agency, District
from engawa.actions.sites import Line, Place
from engawa.models import (
    Condition,
    Feature,
    Opening,
    Site,
    SiteKind,
    SiteSort,
    SiteWay,
    TargetGroup,
    Weekday,
)
from fujisawa_care.foundation.conflicts import number
from fujisawa_care.foundation.fields import (
    Checks,
    ChoiceField,
    ChoicesField,
    DayField,
    OneOf,
    Radios,
    TextField,
)

UNKNOWN = ("", "未確認")
LINES = 10
NO_DAY = ("", "—")


class SiteForm(forms.Form):
    name = TextField(label="名前", limit=100, required=True)
    sort = ChoiceField(label="場のかたち", choices=SiteSort.choices, initial=SiteSort.ENGAWA)
    kind = ChoiceField(label="種類", required=False, choices=[UNKNOWN, *SiteKind.choices])
    form = ChoiceField(label="開きかた", required=False, choices=[UNKNOWN, *SiteWay.choices])
    target = ChoiceField(label="だれ向け", required=False, choices=[UNKNOWN, *TargetGroup.choices])
    target_note = TextField(label="だれ向け（くわしく）", limit=100)
    operator = TextField(label="運営", limit=100)
    agency = OneOf(label="機関", queryset=Agency.objects.order_by("name"), empty_label="—")
    coordinator = TextField(label="生活支援コーディネーターなど", limit=100)
    district = OneOf(label="地区", queryset=District.objects.all(), empty_label="未確認")
    address = TextField(label="住所", limit=200)
    venue = TextField(label="会場", limit=200)
    access = TextField(label="行きかた", limit=200)
    latitude = forms.DecimalField(label="緯度", required=False, max_digits=8, decimal_places=6)
    longitude = forms.DecimalField(label="経度", required=False, max_digits=9, decimal_places=6)
    tel = TextField(label="電話", limit=50)
    capacity = forms.IntegerField(label="入れる人数", required=False, min_value=1, max_value=2000)
    company_from = forms.IntegerField(
        label="いつもの人数（から）", required=False, min_value=0, max_value=2000
    )
    company_to = forms.IntegerField(
        label="いつもの人数（まで）", required=False, min_value=0, max_value=2000
    )
    what = TextField(label="どんなところ", limit=1000, rows=3)
    cost = TextField(label="かかるお金", limit=100)
    features = ChoicesField(label="あるとよいこと", choices=Feature.choices, widget=Checks())
    days_said = TextField(label="開いている日（聞いたまま）", limit=100)
    hours_said = TextField(label="時間（聞いたまま）", limit=100)
    closed_on_holidays = forms.BooleanField(label="祝日は休み", required=False, initial=True)
    takes_visits = forms.BooleanField(label="見学を受けている", required=False)
    started = TextField(label="いつから（聞いたまま）", limit=100)
    listed = forms.BooleanField(label="公開の一覧にのせる", required=False, initial=True)
    source = TextField(label="どこで知ったか", limit=500)

    def told(self) -> Place:
        return Place(**self.cleaned_data)

    @property
    def seen(self) -> int:
        """The version the page began with."""
        return number(str(self.data.get("version", "")))

    @classmethod
    def of(cls, site: Site) -> SiteForm:
        return cls(initial={name: getattr(site, name) for name in cls.base_fields})


class WeekForm(forms.Form):
    """Ten lines: a weekday, which of the month (empty for every week), and the hours."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [NO_DAY, *((str(one.value), one.label) for one in Weekday)]
        for row in range(LINES):
            self.fields[f"day_{row}"] = ChoiceField(label="曜日", required=False, choices=days)
            self.fields[f"weeks_{row}"] = TextField(label="第何週", limit=20)
            self.fields[f"starts_{row}"] = ClockField(label="はじまり")
            self.fields[f"ends_{row}"] = ClockField(label="終わり")
            self.fields[f"what_{row}"] = TextField(label="すること", limit=100)

    @property
    def rows(self) -> Iterator[list[Any]]:
        for row in range(LINES):
            yield [self[f"{name}_{row}"] for name in ("day", "weeks", "starts", "ends", "what")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for row in range(LINES):
            told = {
                name: given.get(f"{name}_{row}") for name in ("weeks", "starts", "ends", "what")
            }
            if any(told.values()) and not given.get(f"day_{row}"):
                self.add_error(f"day_{row}", f"{row + 1}行目の曜日をえらんでください")
            if (said := told["weeks"]) and not set(said.split()) <= set("12345"):
                self.add_error(f"weeks_{row}", "第何週かは「1 3」のように1から5で入れてください")
            starts, ends = told["starts"], told["ends"]
            if starts and ends and starts >= ends:
                self.add_error(f"ends_{row}", "終わりは、はじまりより後の時刻にしてください")
        return given

    def lines(self) -> list[Line]:
        given = self.cleaned_data
        return [
            Line(
                weekday=int(given[f"day_{row}"]),
                weeks=[int(one) for one in given[f"weeks_{row}"].split()],
                starts=given[f"starts_{row}"],
                ends=given[f"ends_{row}"],
                what=given[f"what_{row}"],
            )
            for row in range(LINES)
            if given[f"day_{row}"]
        ]

    @classmethod
    def of(cls, week: list[Opening]) -> WeekForm:
        initial: dict[str, Any] = {}
        for row, one in enumerate(week[:LINES]):
            initial |= {
                f"day_{row}": str(one.weekday),
                f"weeks_{row}": " ".join(str(each) for each in one.weeks),
                f"starts_{row}": one.starts,
                f"ends_{row}": one.ends,
                f"what_{row}": one.what,
            }
        return cls(initial=initial)


class DayForm(forms.Form):
    """この日だけ."""

    day = DayField(label="いつ", limit=40, required=True)
    opens = ChoiceField(
        label="この日は", choices=[("no", "お休み"), ("yes", "開く")], initial="no", widget=Radios()
    )
    starts = ClockField(label="はじまり")
    ends = ClockField(label="終わり")
    because = TextField(label="ひとこと", limit=100)

    def told(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {"opens": given["opens"] == "yes"}


class CheckForm(forms.Form):
    """条件の確認: one condition at a time, where it stands."""

    condition = OneOf(label="条件", queryset=Condition.objects.active(), required=True)
    met = ChoiceField(
        label="ようす", choices=[("yes", "満たしている"), ("no", "満たしていない")], widget=Radios()
    )
    note = TextField(label="ひとこと", limit=200)


class EndForm(forms.Form):
    because = TextField(label="終わったわけ", limit=500, required=True)
