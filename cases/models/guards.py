"""Triggers that several models share: what is written once stays, what may change counts its versions."""

from __future__ import annotations

import pgtrigger


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
