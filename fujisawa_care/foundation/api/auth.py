"""API tokens, as knox keeps them, with headers no token ever had refused first."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.module_loading import import_string
from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class Token(TokenAuthentication):  # type: ignore[misc]
    def authenticate(self, request: Request) -> Any:
        """Whom the gate does not admit to this address finds nothing there."""
        found = super().authenticate(request)
        admits = import_string(settings.ADMITS)
        if found is not None and not admits(found[0], request):
            raise Http404
        return found

    def authenticate_credentials(self, token: bytes) -> Any:
        """Bytes that are not plain ASCII would reach the database as broken text."""
        if not token.isalnum():
            raise AuthenticationFailed("トークンが正しくありません。")
        return super().authenticate_credentials(token)
