"""版の控え: every version of what may change, written by the database and never rewritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import Field, ForeignKey, Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from psycopg.pq import TransactionStatus

from fujisawa_care.foundation import daywords, wareki

WHO, SETTING = "user", "pghistory.context_metadata"
WRITING = ("INSERT", "UPDATE", "DELETE", "WITH")
NOT_SHOWN = frozenset({"id", "version", "updated_at", "created_at", "created_by"})


@dataclass(frozen=True)
class Change:
    """One field, as words: what stood there and what stands there now."""

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One version beside the one before it; `first` has none."""

    id: int
    at: datetime
    by: int | None
    first: bool
    changes: tuple[Change, ...]


def kept(model: type[Model], name: str, *, exclude: Sequence[str] = (), gone: bool = False) -> Any:
    """The base class of the versions of `model`; who changed it travels with the transaction.

    Rows that say only that two things belong together may go: then that is kept too (`gone`).
    """
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        *([pghistory.DeleteEvent()] if gone else ()),
        append_only=True,
        context_field=pghistory.ContextJSONField(),
        context_id_field=None,  # type: ignore[arg-type]  # as documented
        exclude=[*exclude],
        meta={"verbose_name": name, "verbose_name_plural": name},
        obj_field=pghistory.ObjForeignKey(related_name="+"),
    )


class Signature:
    """Tells the database, once in each transaction and before its first writing, who is at work.

    The package would write it in front of every statement; two commands cannot be one prepared one.
    """

    def __init__(self, who: Callable[[], Any]) -> None:
        self.who = who
        self.signed = False

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,  # noqa: FBT001  (Django calls it so)
        context: dict[str, Any],
    ) -> Any:
        link, words = context["connection"].connection, str(sql)[:20].upper()
        if link.info.transaction_status == TransactionStatus.IDLE or words.startswith("ROLLBACK"):
            self.signed = False
        if not self.signed and not link.autocommit and words.startswith(WRITING):
            _sign(link, json.dumps({WHO: self.who()}))
            self.signed = True
        return execute(sql, params, many, context)


@contextmanager
def signed(who: Any) -> Iterator[None]:
    """Away from any door, several may be at work in one transaction: what is written here is theirs."""
    signature = Signature(lambda: who)
    with connection.execute_wrapper(signature):
        yield
    if signature.signed and connection.in_atomic_block:
        _sign(connection.connection, "")


def _sign(link: Any, note: str) -> None:
    link.cursor().execute("SELECT set_config(%s, %s, true)", [SETTING, note])


class Signed:
    """Whoever is at the door stands beside every version that is written behind it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # asked only when something is written: a token is read later than this
        with connection.execute_wrapper(Signature(lambda: request.user.pk)):
            return self.get_response(request)


def loaded(versions: QuerySet[Any]) -> QuerySet[Any]:
    """With what its keys point to, and which version stood before."""
    model = versions.model
    earlier = model.objects.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    keys = [each.name for each in _fields(model) if isinstance(each, ForeignKey)]
    newest = earlier.order_by("-pgh_id").values("pgh_id")[:1]
    found: QuerySet[Any] = versions.select_related(*keys).annotate(before=Subquery(newest))
    return found


def steps(versions: Sequence[Any], *, hidden: Collection[str] = (), words: str = "") -> list[Step]:
    """Each of `loaded` versions beside the one before; `hidden` fields say `words` instead."""
    if not versions:
        return []
    model = type(versions[0])
    wanted = {one.before for one in versions if one.before}
    befores = loaded(model.objects.filter(pk__in=wanted)).in_bulk()
    return [_step(one, befores.get(one.before), hidden, words) for one in versions]


def _step(now: Any, before: Any, hidden: Collection[str], words: str) -> Step:
    changes = [
        Change(field.name, str(field.verbose_name), *_pair(field, now, before, hidden, words))
        for field in _fields(type(now))
        if _said(field, now) != (_said(field, before) if before else "")
    ]
    who = (now.pgh_context or {}).get(WHO)
    return Step(now.pk, now.pgh_created_at, who, before is None, tuple(changes))


def _pair(
    field: Field[Any, Any], now: Any, before: Any, hidden: Collection[str], words: str
) -> tuple[str, str]:
    said = (_said(field, before) if before else "", _said(field, now))
    if field.name not in hidden:
        return said
    return (words if said[0] else "", words if said[1] else "")


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    return [
        each
        for each in model._meta.concrete_fields
        if not each.name.startswith("pgh_") and each.name not in NOT_SHOWN
    ]


def _said(field: Field[Any, Any], row: Any) -> str:
    """A value in words, as the screen would say it."""
    value = getattr(row, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list):
        words = dict(field.base_field.flatchoices) if isinstance(field, ArrayField) else {}
        return "、".join(str(words.get(str(each), each)) for each in value)
    return _day(value) if isinstance(value, date) else str(getattr(value, "name", "") or value)


def _day(value: date) -> str:
    return daywords.moment(value) if isinstance(value, datetime) else wareki.long(value)
