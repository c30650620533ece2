"""地域課題を出す in the API: from a case, in words that name nobody."""

from __future__ import annotations

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import issues
from cases.api.doors import OfCase
from districts import sheets
from districts.api.doors import ONCE, sent_once
from districts.api.issues import IssueSerializer
from districts.models import TEXT_LIMIT, Issue, Topic
from fujisawa_care.foundation.api.fields import Ref, Strict, Text


class FromCaseSerializer(Strict):
    topic = Ref(queryset=Topic.objects.active())
    text = Text(max_length=TEXT_LIMIT)


@extend_schema(tags=["地域課題・社会資源"])
class Issues(OfCase):
    serializer_class = IssueSerializer

    @extend_schema(
        summary="ケースから地域課題を出す（ケースとのつながりは残らない）",
        request=FromCaseSerializer,
        responses={201: IssueSerializer},
        parameters=[ONCE],
    )
    @sent_once
    def post(self, request: Request, number: str) -> Response:
        case, given = self.case(), self.given(FromCaseSerializer)
        made = issues.bring_up(case, by=self.caller, at=timezone.now(), **given)
        rows = sheets.issues_loaded(Issue.objects.visible_to(self.caller))
        return Response(IssueSerializer(rows.get(pk=made.pk)).data, status=201)
