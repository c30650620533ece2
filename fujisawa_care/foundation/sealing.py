"""封: words that wait in the database can be read only with this installation's key."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

USE = b"fujisawa-care/drafts"


class Broken(ValueError):
    """Not sealed with this key, or changed since."""


def seal(what: Mapping[str, Any]) -> str:
    """As one line of text; the same words never look the same twice."""
    plain = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()
    return _lock(settings.DRAFT_KEY).encrypt(plain).decode()


def unseal(sealed: str) -> dict[str, Any]:
    try:
        plain = _lock(settings.DRAFT_KEY).decrypt(sealed.encode())
    except InvalidToken as odd:
        raise Broken from odd
    found: dict[str, Any] = json.loads(plain)
    return found


@lru_cache(maxsize=4)
def _lock(secret: str) -> Fernet:
    """One key for this use alone, drawn from the installation's."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=USE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(key))
