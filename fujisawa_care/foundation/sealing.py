"""封: words that wait in the database can be read only with this installation's key."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

from django.conf import settings

VERSION = "1"
NONCE, TAG = 16, 32


class Broken(ValueError):
    """Not sealed with this key, or changed since."""


def seal(what: Mapping[str, Any]) -> str:
    """As one line of text; the same words never look the same twice."""
    plain = json.dumps(what, ensure_ascii=False, separators=(",", ":")).encode()
    nonce = secrets.token_bytes(NONCE)
    body = nonce + _masked(plain, nonce)
    return f"{VERSION}.{urlsafe_b64encode(body + _tag(body)).decode()}"


def unseal(sealed: str) -> dict[str, Any]:
    version, _, told = sealed.partition(".")
    try:
        whole = urlsafe_b64decode(told)
    except ValueError as odd:
        raise Broken from odd
    body, tag = whole[:-TAG], whole[-TAG:]
    if version != VERSION or len(body) < NONCE or not hmac.compare_digest(tag, _tag(body)):
        raise Broken
    found: dict[str, Any] = json.loads(_masked(body[NONCE:], body[:NONCE]))
    return found


def _masked(text: bytes, nonce: bytes) -> bytes:
    """SHAKE256 under key and nonce as a stream; masking twice gives the text again."""
    stream = hashlib.shake_256(_key("words") + nonce).digest(len(text))
    mixed = int.from_bytes(text) ^ int.from_bytes(stream)
    return mixed.to_bytes(len(text))


def _tag(body: bytes) -> bytes:
    return hmac.digest(_key("whole"), body, "sha256")


def _key(use: str) -> bytes:
    """One key for each use; 64 bytes, so that key and nonce cannot be told apart otherwise."""
    secret: str = settings.DRAFT_KEY
    return hmac.digest(secret.encode(), f"fujisawa-care/{VERSION}/{use}".encode(), "sha512")
