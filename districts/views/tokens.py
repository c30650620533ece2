"""APIの鍵: what the signed-in person has given to other programs, and the way to take it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from knox.models import AuthToken

from districts.actions import tokens
from districts.views.door import StaffRequest
from fujisawa_care.foundation.doors import posted_to


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """Only the first letters are kept; the key itself was shown once, to whoever asked for it."""
    mine = AuthToken.objects.filter(user=request.user, expiry__gt=timezone.now())
    return render(request, "districts/tokens.html", {"tokens": mine.order_by("-created")[:100]})


@posted_to("tokens")
def revoke(request: StaffRequest, key: str) -> HttpResponse:
    token = get_object_or_404(AuthToken, user=request.user, token_key=key)
    tokens.revoke(token, by=request.user, at=timezone.now())
    messages.success(request, f"鍵 {key[:8]}… を使えなくしました")
    return redirect("tokens")
