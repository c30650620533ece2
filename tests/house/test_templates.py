"""Pages speak the house's words and keep within its content security policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.house import tree

# ui.md: one word per thing, and not the office's
NOT_SAID = (
    "登録",
    "送信",
    "差戻",
    "差し戻",
    "アウトカム",
    "ステータス",
    "アセスメント",
    "リファー",
    "クローズ",
)
NOT_WRITTEN = {
    "an inline style": re.compile(r"\sstyle\s*="),
    "a style element": re.compile(r"<style\b"),
    "an inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']"),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/json)"),
    "an htmx expression": re.compile(r"\shx-on|hx-vals\s*=\s*[\"']js:|hx-trigger=\"[^\"]*\["),
    "an outside address": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
}
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->", re.DOTALL)


def _said(path: Path) -> str:
    return COMMENT.sub("", path.read_text("utf-8"))


@pytest.mark.parametrize("word", NOT_SAID)
def test_no_page_says(word: str) -> None:
    assert [tree.name(path) for path in tree.templates() if word in _said(path)] == []


@pytest.mark.parametrize("what", NOT_WRITTEN)
def test_no_page_has(what: str) -> None:
    found = NOT_WRITTEN[what]
    assert [tree.name(path) for path in tree.templates() if found.search(_said(path))] == []


def test_the_policy_allows_nothing_inline() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["default-src"] == ["'none'"]
    assert not [name for name, sources in directives.items() if "'unsafe-inline'" in sources]
