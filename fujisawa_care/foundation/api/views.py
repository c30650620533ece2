"""Answers of the API that belong to no room: its own description, and the address nobody has."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

import fujisawa_care.foundation.api.schema  # noqa: F401  registers the token's scheme
from fujisawa_care.foundation.api import reference


class Schema(SpectacularAPIView):
    """OpenAPI 3.1; open to whoever builds against it, since it holds nobody's data."""

    permission_classes = [AllowAny]
    authentication_classes = []
    throttle_classes = []


@method_decorator(login_not_required, name="dispatch")
class Docs(TemplateView):
    """The same document as a page for people, without a script."""

    template_name = "api/docs.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(groups=reference.groups(), **context)


@extend_schema(exclude=True)
class Nowhere(APIView):
    """An unknown address under /api/ is refused in the same shape as everything else."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise Http404

    post = put = patch = delete = get
