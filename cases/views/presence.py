"""いま開いている人: a hint from a heartbeat, kept in the cache for a minute and a half; no lock, no record."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from redis import RedisError

from cases.sheets import shields
from cases.views.door import StaffRequest, case_of

LASTS = 90
Seen = dict[int, tuple[str, int, float]]


@require_safe
def here(request: StaffRequest, number: str) -> HttpResponse:
    """Who else has this case open; whoever asks is counted in. Without a cache nobody is named."""
    case = case_of(request, number)
    cover = shields.on_one(case, viewer=request.user).over(case)
    me = request.user
    others = [
        name
        for pk, (name, agency, _) in _beat(f"here:{case.pk}", me.pk, me.name, me.agency_id).items()
        if pk != me.pk and (not cover.on or agency == me.agency_id)
    ]
    return render(request, "cases/case/here.html", {"others": sorted(others)})


def _beat(key: str, pk: int, name: str, agency: int) -> Seen:
    now = time.time()
    try:
        seen: Seen = cache.get(key) or {}
        seen = {each: told for each, told in seen.items() if now - told[2] < LASTS}
        seen[pk] = (name, agency, now)
        cache.set(key, seen, LASTS)
    except RedisError:
        return {}
    return seen
