"""ログイン of the API: a token for a name and password, and its end."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.core.exceptions import ValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from knox.settings import knox_settings
from rest_framework import serializers
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from districts.actions import tokens
from districts.api.staff import caller
from districts.models import Staff
from fujisawa_care.foundation.api.auth import Token
from fujisawa_care.foundation.api.fields import Secret, Strict, Text

LOCKED_SECONDS = 60 * 10


class Credentials(Strict):
    username = Text(max_length=150)
    password = Secret(max_length=128)


class IssuedToken(serializers.Serializer[tokens.Issued]):
    token = serializers.CharField()
    expires_at = serializers.DateTimeField()


@extend_schema(tags=["ログイン"], summary="トークンを受け取る")
class TokenIssue(APIView):
    """Counts with the page's own lock-out: one name, one count, whichever door is tried."""

    permission_classes = [AllowAny]
    authentication_classes = []

    def get_authenticate_header(self, request: Request) -> str:
        return str(knox_settings.AUTH_HEADER_PREFIX)

    @extend_schema(request=Credentials, responses={200: IssuedToken})
    def post(self, request: Request) -> Response:
        given = Credentials(data=request.data)
        given.is_valid(raise_exception=True)
        staff = _authenticated(request, given.validated_data)
        issued = tokens.issue(staff, lasts=knox_settings.TOKEN_TTL, at=timezone.now())
        return Response(IssuedToken(issued).data)


@extend_schema(tags=["ログイン"], summary="このトークンを終わらせる")
class TokenEnd(APIView):
    permission_classes = [IsAuthenticated]
    authentication_classes = [Token]

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        tokens.revoke(request.auth, by=caller(request), at=timezone.now())
        return Response(status=204)


def _authenticated(request: Request, credentials: dict[str, str]) -> Staff:
    plain = request._request  # noqa: SLF001  allauth counts on Django's own request
    if not ratelimit.consume(plain, action="login"):
        raise Throttled(wait=60)
    try:
        staff = get_adapter(plain).authenticate(plain, **credentials)
    except ValidationError as locked:
        raise Throttled(wait=LOCKED_SECONDS, detail=locked.messages[0]) from locked
    if not isinstance(staff, Staff) or not staff.is_active:
        raise AuthenticationFailed("ログイン名とパスワードの組み合わせがちがいます。")
    return staff
