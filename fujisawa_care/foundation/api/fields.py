"""Fields of the API: text is cleaned as everywhere, and a number is not taken for text."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers

from fujisawa_care.foundation import text

NEVER_TYPED = re.compile("[\0\ud800-\udfff]")


class Text(serializers.CharField):
    """Trimmed, composed, without control characters; too long is refused with the count."""

    default_error_messages = {
        "max_length": "{max_length:,}字までです（いま %(show_value)s字）。",
    }

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return text.clean(data)
        except ValidationError as refused:
            raise serializers.ValidationError(refused.messages, code=refused.code) from refused


class Secret(serializers.CharField):
    """A password is taken exactly as typed; what no keyboard types is simply wrong."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, write_only=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or NEVER_TYPED.search(data):
            self.fail("invalid")
        return data
