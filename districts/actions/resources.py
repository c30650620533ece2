"""社会資源: put on the list, put right, made sure of, ended; and held against what is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.db import transaction

from districts import rules
from districts.models import District, Issue, Match, Resource, Staff, Topic
from fujisawa_care.foundation.problems import IllegalStep
from fujisawa_care.foundation.verdict import require
from fujisawa_care.foundation.workdays import TOKYO

log = structlog.get_logger()
MEANWHILE = "ほかの人が先に直しました。画面を開きなおして、書いたことを入れなおしてください"


@dataclass(frozen=True, kw_only=True)
class Help:
    """のせること."""

    name: str
    kind: str
    what: str
    where: str = ""
    contact: str = ""
    citywide: bool = False
    districts: Collection[District] = ()
    topics: Collection[Topic] = ()
    source: str = ""


@transaction.atomic
def add(told: Help, *, by: Staff, at: datetime, fictional: bool = False) -> Resource:
    require(rules.gather(by))
    resource = Resource(created_at=at, confirmed_by=by, fictional=fictional)
    return _put(resource, told, by=by, at=at)


@transaction.atomic
def change(resource: Resource, *, by: Staff, at: datetime, seen: int, told: Help) -> Resource:
    """Only what still stands as its editor saw it; whoever looked it over has made sure of it."""
    resource = _locked(resource)
    require(rules.change_resource(by, resource))
    if resource.version != seen:
        raise IllegalStep(MEANWHILE, code="changed-meanwhile")
    return _put(resource, told, by=by, at=at)


@transaction.atomic
def confirm(resource: Resource, *, by: Staff, at: datetime) -> Resource:
    """It is still there, as it stands."""
    resource = _locked(resource)
    require(rules.change_resource(by, resource))
    resource.confirmed_on, resource.confirmed_by = at.astimezone(TOKYO).date(), by
    resource.updated_at = at
    resource.save(update_fields=["confirmed_on", "confirmed_by", "updated_at"])
    resource.refresh_from_db(fields=["version"])
    return resource


@transaction.atomic
def end(resource: Resource, *, by: Staff, at: datetime, because: str) -> Resource:
    resource = _locked(resource)
    require(rules.change_resource(by, resource))
    resource.ended_on, resource.ended_because = at.astimezone(TOKYO).date(), because
    resource.updated_at = at
    resource.validate_constraints()
    resource.save(update_fields=["ended_on", "ended_because", "updated_at"])
    log.info("resource_ended", resource=resource.pk, by=by.pk)
    return resource


@transaction.atomic
def match(issue: Issue, resource: Resource, *, by: Staff, at: datetime, note: str = "") -> Match:
    """Twice is once; the issue first, then the help: every action locks in this order."""
    issue = Issue.objects.select_for_update(of=("self",), no_key=True).get(pk=issue.pk)
    resource = _locked(resource)
    require(rules.match(by, issue, resource))
    if there := Match.objects.standing().filter(issue=issue, resource=resource).first():
        return there
    return Match.objects.create(
        issue=issue, resource=resource, note=note, matched_by=by, matched_at=at
    )


@transaction.atomic
def unmatch(found: Match, *, by: Staff, at: datetime) -> Match:
    require(rules.gather(by))
    found = Match.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.undone_at is None:
        found.undone_by, found.undone_at = by, at
        found.save(update_fields=["undone_by", "undone_at"])
    return found


def _put(resource: Resource, told: Help, *, by: Staff, at: datetime) -> Resource:
    resource.name, resource.kind, resource.what = told.name, told.kind, told.what
    resource.where, resource.contact, resource.source = told.where, told.contact, told.source
    resource.citywide, resource.updated_at = told.citywide, at
    resource.confirmed_on, resource.confirmed_by = at.astimezone(TOKYO).date(), by
    resource.full_clean(exclude={"confirmed_by"})
    resource.save()
    resource.districts.set(() if told.citywide else told.districts)
    resource.topics.set(told.topics)
    resource.refresh_from_db(fields=["version"])
    log.info("resource_put", resource=resource.pk, by=by.pk)
    return resource


def _locked(resource: Resource) -> Resource:
    return Resource.objects.select_for_update(of=("self",), no_key=True).get(pk=resource.pk)
