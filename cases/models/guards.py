"""Triggers that several models share: what is written once stays, what may change counts its versions."""

from __future__ import annotations

import pgtrigger

from cases.models import guard_sql


def append_only(name: str) -> pgtrigger.Trigger:
    """Refuse UPDATE and DELETE for good (R8, R9): a correction is a later row."""
    return pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)


def never_deleted(name: str) -> pgtrigger.Trigger:
    return pgtrigger.Protect(name=name, operation=pgtrigger.Delete)


def counts_versions(name: str, *fields: str) -> pgtrigger.Trigger:
    """Raise `version` and `updated_at` whenever one of `fields` changes, whoever changes it."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(*fields),
        func="NEW.version = OLD.version + 1; NEW.updated_at = clock_timestamp(); RETURN NEW;",
    )


def on_an_open_case(name: str, condition: pgtrigger.Condition) -> pgtrigger.Trigger:
    """Refuse, at commit, what would keep a closed case waiting (R12)."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        condition=condition,
        func=guard_sql.closed_whole("NEW.case_id"),
    )
