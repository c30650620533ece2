"""The refusals an action may raise, beside Django's ValidationError."""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar


class Problem(Exception):
    """A refusal in words for the person at the screen; `code` ends the URN of the API's answer."""

    status: ClassVar[int]

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class NotAllowed(Problem):
    """This person may not do this."""

    status = HTTPStatus.FORBIDDEN


class IllegalStep(Problem):
    """The thing is not in a state from which this step can follow."""

    status = HTTPStatus.CONFLICT
