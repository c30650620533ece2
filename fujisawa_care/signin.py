"""ログイン: closed to strangers, locked after repeated failures, over after half an hour of silence."""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from cases.views import drafts

SEEN = "seen"
GRAIN = 60  # seconds: the period slides in steps, so that not every page writes


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, str]] = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "ログイン名とパスワードの組み合わせがちがいます",
        "account_inactive": "このログイン名は使えなくなっています。システム管理の担当に聞いてください",
        "too_many_login_attempts": "まちがいが続いたので、このログイン名を10分止めています。"
        "10分たってからもう一度ためしてください",
        "rate_limited": "続けて操作されたので止めています。1分たってからもう一度ためしてください",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False


class KeepsWords:
    """What was written on a page whose time ran out waits as a draft until its writer is back.

    The page carries a signed word of whom it was drawn for; nobody is signed in by it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None  # the API reads its own bodies
        if request.user.is_authenticated or not request.POST.get("draft"):
            return None
        try:
            draft = drafts.lay_by(request)
        except ValidationError:
            return None
        if draft is None:
            return None
        address = reverse("draft", args=[draft.key])
        if "HX-Request" in request.headers:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={drafts.WHERE: address})
        return redirect_to_login(address)


class IdleLimit:
    """Let the session's end slide with the person's work, but not with a page that polls by itself.

    A polling element sends the header `X-Polling: 1`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        session = request.session
        if (
            session.accessed
            and session.is_empty()
            and settings.SESSION_COOKIE_NAME in request.COOKIES
        ):
            # signed out, or too long silent: nothing stays behind on a shared terminal
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        elif session.accessed and "X-Polling" not in request.headers:
            self._touch(request)
        return response

    def _touch(self, request: HttpRequest) -> None:
        session, now = request.session, int(time.time())
        if not session.is_empty() and now - session.get(SEEN, 0) >= GRAIN:
            session[SEEN] = now
