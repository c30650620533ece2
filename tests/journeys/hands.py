"""Two hands on a keyboard: every press is counted, and nothing is clicked."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Hands:
    page: Page
    strokes: int = field(default=0)

    def press(self, *keys: str) -> None:
        """`Control+Enter` is one stroke, as it is for a hand."""
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def say(self, text: str, *, as_typed: str) -> None:
        """Japanese through the IME: the letters typed, the conversion and its confirmation."""
        self.page.keyboard.insert_text(text)
        self.strokes += len(as_typed) + 2

    def on(self) -> str:
        """What has the focus, by its name or id."""
        return str(
            self.page.evaluate("document.activeElement.name || document.activeElement.id || ''")
        )

    def tab_to(self, name: str, *, at_most: int = 40) -> None:
        for _ in range(at_most):
            if self.on() == name:
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not within {at_most} tabs; on {self.on()}")
