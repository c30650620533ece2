"""API tokens, as knox keeps them, with headers no token ever had refused first."""

from __future__ import annotations

from typing import Any

from knox.auth import TokenAuthentication
from rest_framework.exceptions import AuthenticationFailed


class Token(TokenAuthentication):  # type: ignore[misc]
    def authenticate_credentials(self, token: bytes) -> Any:
        """Bytes that are not plain ASCII would reach the database as broken text."""
        if not token.isalnum():
            raise AuthenticationFailed("トークンが正しくありません。")
        return super().authenticate_credentials(token)
