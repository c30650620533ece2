"""測るための床: the same server with one more address that only checks the session and sends bytes."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fujisawa_care.settings")

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from fujisawa_care.wsgi import application

__all__ = ["application"]


def floor(request: HttpRequest, size: int) -> HttpResponse:
    """What no page of this size can undercut."""
    return HttpResponse(b"x" * size)


settings.ROOT_URLCONF = __name__
# after it: the rooms' addresses can be read only when the rooms are open
urlpatterns = [path("floor/<int:size>/", floor), path("", include("fujisawa_care.urls"))]
