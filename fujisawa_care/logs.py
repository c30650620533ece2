"""Logs: what happened, never what was said."""

from __future__ import annotations

import re
import sys
import traceback
from typing import Any

import structlog
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django_structlog.middlewares import RequestMiddleware
from structlog.typing import EventDict, Processor, WrappedLogger

SECRET = re.compile(r"^/calendar/.*\.ics$", re.DOTALL)  # such an address is a key


def without_words(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Keep where and what kind an exception was; its message may quote a resident."""
    exc_info = event.pop("exc_info", None)
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event["exception"] = type(error).__qualname__
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        if event.get("logger") == "celery.app.trace":
            event["event"] = "task_failed"
    return event


class RequestLog(RequestMiddleware):
    """One line per request: the path without its query, the staff id if one was asked for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {SECRET.sub('/calendar/…', request.path)}"

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        user = getattr(request, "_cached_user", None) or getattr(request, "user", None)
        if user is not None and not isinstance(user, SimpleLazyObject):
            structlog.contextvars.bind_contextvars(staff=user.pk)


COMMON: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
]
LOGGERS: dict[str, dict[str, Any]] = {
    "django": {"handlers": [], "propagate": True},
    "django.request": {"level": "CRITICAL"},  # RequestLog writes the same, better
    "django.server": {"handlers": [], "level": "ERROR"},
    "celery.worker.strategy": {"level": "WARNING"},
    "celery.app.trace": {"level": "WARNING"},
    "celery.beat": {"level": "WARNING"},
}


def configure(*, readable: bool, level: str) -> dict[str, Any]:
    """Set structlog up and return the same for the standard library's loggers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *COMMON,
            structlog.stdlib.PositionalArgumentsFormatter(),
            _exc_info,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"house": _formatter(readable=readable)},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": LOGGERS,
    }


def _formatter(*, readable: bool) -> dict[str, Any]:
    ending: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=False)]
        if readable
        else [without_words, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": COMMON,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
    }


def _exc_info(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Turn `exc_info=True` into the exception itself while it is still being handled."""
    if event.get("exc_info") is True:
        event["exc_info"] = sys.exc_info()
    return event
