"""画面の部品: what a tag writes, and that no page can carry inline style or script."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template

from fujisawa_care.foundation import fields
from fujisawa_care.foundation.templatetags import ui

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
SPRITE = Path(settings.BASE_DIR, "fujisawa_care/static/icons.svg").read_text()


class Sample(forms.Form):
    story = fields.TextField(label="お話の内容", limit=20, rows=3, required=True)
    birth = fields.WarekiField(label="生年月日")
    kana = fields.KanaField(label="ふりがな")
    phone = fields.PhoneField(label="電話")
    due = fields.DayField(label="いつまで")
    who = fields.ChoiceField(
        label="だれが",
        choices=[("self", "本人"), ("family", "家族")],
        widget=fields.Radios({"family": {"data-shows": "relation"}}),
    )
    topics = fields.ChoicesField(label="分野", choices=[("food", "食事")])


GOOD = {"story": "あ", "who": "self"}


def test_every_icon_a_page_names_is_in_the_sprite() -> None:
    named = {
        name
        for page in TEMPLATES
        for tag in re.findall(r"{% (?:icon|chip) [^%]*%}", page.read_text())
        for name in re.findall(r'icon "([a-z0-9-]+)"|chip "[^"]*" "([a-z0-9-]+)"', tag)
        for name in name
        if name
    }
    assert named
    assert {name for name in named if f'id="i-{name}"' not in SPRITE} == set()


@pytest.mark.parametrize("page", TEMPLATES, ids=lambda page: page.name)
def test_no_page_carries_style_or_script_of_its_own(page: Path) -> None:
    assert not re.search(r'\sstyle="|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)', page.read_text())


def test_typed_values_arrive_readable() -> None:
    form = Sample(
        GOOD
        | {"birth": "S49.4.5", "kana": "ﾚｲﾀﾞ", "phone": "０４６６−００−０１４２", "due": "R99.4.1"}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["birth"].day == date(1974, 4, 5)
    assert form.cleaned_data["kana"] == "れいだ"
    assert form.cleaned_data["phone"] == "0466-00-0142"
    assert form.cleaned_data["due"] == date(2117, 4, 1)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("story", "", "お話の内容を入れてください"),
        ("story", "　\n", "お話の内容を入れてください"),
        ("story", "あ" * 21, "お話の内容は20字までです（いま 21字）"),
        ("story", "あ\0", "読めない文字（制御文字）が入っています。その文字を消してください"),
        ("birth", "いつか", "生年月日を「S49.4.5」のように入れてください"),
        ("birth", "\0", "読めない文字（制御文字）が入っています。その文字を消してください"),
        ("due", "50代", "いつまでを「R8.4.1」のように日まで入れてください"),
        ("who", "", "「だれが」をえらんでください"),
        ("who", "stranger", "「だれが」をえらんでください"),
        ("topics", ["none"], "「分野」をえらびなおしてください"),
    ],
)
def test_a_field_refuses_in_one_sentence(name: str, value: object, words: str) -> None:
    form = Sample(GOOD | {name: value})
    assert form.errors[name] == [words]


def test_the_summary_and_the_field_say_the_same_and_the_offer_is_one_press_away() -> None:
    form = Sample(GOOD | {"birth": "S64.4.5"})
    page = Template(
        "{% load ui %}{% errsum form %}{% field form.birth opt='例' echo='1' %}"
    ).render(Context({"form": form}))
    sentence = "昭和は64年1月7日までです。平成元年4月5日（H1.4.5）ではありませんか。"
    assert page.count(sentence) == 2
    assert '<a href="#id_birth">' in page
    assert 'data-value="H1.4.5"' in page
    assert 'value="S64.4.5"' in page
    assert 'aria-describedby="id_birth_e id_birth_h id_birth_v"' in page
    assert 'aria-invalid="true"' in page


def test_a_choice_may_show_what_belongs_to_it() -> None:
    page = Template("{% load ui %}{% seg form.who %}").render(Context({"form": Sample()}))
    assert page.count('type="radio"') == 2
    assert page.count('data-shows="relation"') == 1


def test_words_are_escaped() -> None:
    assert "&lt;b&gt;" in ui.chip("ok", "check", "<b>")
    page = Template("{% load ui %}{% field form.story %}").render(
        Context({"form": Sample({"story": "</textarea><script>"})})
    )
    assert "<script>" not in page
