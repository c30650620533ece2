"""書類 in the API: sent as multipart, given back as bytes to keep."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from cases.actions import attachments
from cases.api.doors import ListingOfCase, OfCase, look
from cases.api.shapes import Shape
from cases.filters import AttachmentFilter
from cases.models import Attachment
from cases.sheets import attachments as sheets
from cases.sheets.attachments import AttachmentSheet
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.fields import NOT_THERE, Text
from fujisawa_care.foundation.api.problems import TooLarge
from fujisawa_care.foundation.doors import download
from fujisawa_care.foundation.files import TOO_LARGE, FileKind
from fujisawa_care.foundation.verdict import require

Row = TypeVar("Row", bound=Model)
TAG = "書類"
REASON, LARGEST = 500, 2**63 - 1


class AttachmentSerializer(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(FileKind.choices)
    kind_label = serializers.CharField()
    size = serializers.IntegerField()
    record = serializers.IntegerField(allow_null=True)
    consent = serializers.IntegerField(allow_null=True)
    added_at = serializers.DateTimeField()
    added_by = NamedStaff()
    agency = NamedAgency()
    removed_at = serializers.DateTimeField(allow_null=True)
    removed_why = serializers.CharField()


class AttachedSerializer(Shape):
    file = serializers.FileField(allow_empty_file=True)
    record = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST)
    consent = serializers.IntegerField(required=False, min_value=1, max_value=LARGEST)


class RemovedSerializer(Shape):
    reason = Text(max_length=REASON)


@extend_schema(tags=[TAG])
class Attachments(ListingOfCase):
    serializer_class = AttachmentSerializer
    filterset_class = AttachmentFilter
    queryset = Attachment.objects.none()
    ordering = ("-added_at", "-pk")
    ordering_fields = ("added_at",)
    parser_classes = [MultiPartParser]

    def get_queryset(self) -> QuerySet[Attachment]:
        return sheets.loaded(Attachment.objects.filter(case=self.opened()))

    def shown(self, row: Attachment) -> AttachmentSheet:
        return sheets.of(row, eyes=self.eyes)

    @extend_schema(summary="書類の一覧（取り下げたものも）")
    def get(self, request: Request, number: str) -> Response:
        return self.list(request)

    @extend_schema(
        summary="書類をそえる（同じ中身は一度だけ）",
        request={"multipart/form-data": AttachedSerializer},
        responses={201: AttachmentSerializer},
    )
    def post(self, request: Request, number: str) -> Response:
        case = self.case()
        _ = request.data  # what is too large is said while it is read
        if TOO_LARGE in request.META:
            raise TooLarge
        given = self.given(AttachedSerializer)
        file: Any = given["file"]
        added = attachments.add(
            case,
            by=self.caller,
            at=timezone.now(),
            name=file.name,
            content=file.read(),
            record=_among(case.records.all(), given, "record"),
            consent=_among(case.consents.all(), given, "consent"),
        )
        return Response(AttachmentSerializer(self.shown(added)).data, status=201)


def _among(rows: QuerySet[Row], given: dict[str, Any], name: str) -> Row | None:
    """What hangs on this very case; anything else is not there."""
    if name not in given:
        return None
    found = rows.filter(pk=given[name]).first()
    if found is None:
        raise ValidationError({name: NOT_THERE})
    return found


class OneAttachment(OfCase):
    queryset = Attachment.objects.none()

    def attachment(self) -> Attachment:
        case = self.case()
        return get_object_or_404(sheets.loaded(case.attachments.all()), pk=self.kwargs["pk"])


@extend_schema(tags=[TAG])
class Content(OneAttachment):
    serializer_class = AttachmentSerializer

    @extend_schema(
        summary="書類の中身（見た人の記録に残ります）",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, number: str, pk: int) -> HttpResponse:
        attachment = self.attachment()
        look(request, attachment.case)
        require(sheets.of(attachment, eyes=self.eyes).may_open)
        return download(attachment.stored, attachment.name)


@extend_schema(tags=[TAG])
class Removing(OneAttachment):
    serializer_class = AttachmentSerializer

    @extend_schema(
        summary="書類を取り下げる（中身は消えます）",
        request=RemovedSerializer,
        responses={200: AttachmentSerializer},
    )
    def post(self, request: Request, number: str, pk: int) -> Response:
        attachment = self.attachment()
        why = self.given(RemovedSerializer)["reason"]
        removed = attachments.remove(attachment, by=self.caller, at=timezone.now(), why=why)
        return Response(AttachmentSerializer(sheets.of(removed, eyes=self.eyes)).data)
