"""職員 in the API: the caller."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from districts.api.districts import NamedAgency
from districts.models import Staff


def caller(request: Request) -> Staff:
    """Who asks: every view with IsAuthenticated may rely on it."""
    if not isinstance(request.user, Staff):
        raise NotAuthenticated
    return request.user


class StaffSerializer(serializers.ModelSerializer[Staff]):
    role_label = serializers.CharField(source="get_role_display")
    agency = NamedAgency()
    districts = serializers.SerializerMethodField()

    class Meta:
        model = Staff
        fields = ["id", "username", "name", "kana", "role", "role_label", "agency", "districts"]

    def get_districts(self, staff: Staff) -> list[str]:
        return [district.code for district in staff.districts]


@extend_schema(tags=["地区・機関・職員"], summary="自分")
class Me(generics.RetrieveAPIView[Staff]):
    permission_classes = [IsAuthenticated]
    serializer_class = StaffSerializer

    def get_object(self) -> Staff:
        return caller(self.request)
