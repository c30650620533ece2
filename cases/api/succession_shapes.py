"""引き継ぎ in the API: what goes in and what comes out."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from cases.api.shapes import AgencyRef, HouseRef, NextSerializer, Shape, StaffRef
from cases.models.succession import NOTE_LIMIT
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.fields import Text

WHOSE = [
    OpenApiParameter("staff", int, description="だれの分か（職員のid）"),
    OpenApiParameter("agency", int, description="または、どの機関ぜんたいの分か（機関のid）"),
]
AT_ONCE = 200
EITHER = "staff（だれの分か）かagency（どの機関の分か）の、どちらか一つを指定してください。"
WHERE = "機関ぜんたいのときは、to_agency（どの機関へ）を指定してください。"
OF_A_HOUSE = "機関ぜんたいを引き継ぐときだけ指定できます。"
PARTS = "そのほかに機関にあるもの：いっしょに受けている・届いたつなぎ・返事待ちのつなぎ"


class PassedSerializer(Shape):
    case = serializers.CharField(source="number")
    to = NamedStaff(allow_null=True, help_text="人を決めずに機関へ渡したときはnull")
    to_agency = NamedAgency()
    owned = serializers.BooleanField()
    closed = serializers.BooleanField(help_text="終わったケース")
    parts = serializers.ListField(child=serializers.CharField(), help_text=PARTS)
    follow_ups = serializers.ListField(child=serializers.CharField(), source="steps")
    follow_up_count = serializers.IntegerField(source="step_count")
    note = serializers.CharField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    acknowledged_by = NamedStaff(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    kept_because = serializers.CharField()


class SuccessionSerializer(Shape):
    id = serializers.IntegerField()
    staff = NamedStaff(source="from_staff", allow_null=True, help_text="機関ぜんたいのときはnull")
    agency = NamedAgency(source="from_agency")
    made_by = NamedStaff()
    made_at = serializers.DateTimeField()
    note = serializers.CharField()
    undone_by = NamedStaff(allow_null=True)
    undone_at = serializers.DateTimeField(allow_null=True)
    cases = PassedSerializer(many=True, source="passed")


class HangingSerializer(Shape):
    case = serializers.CharField(source="case.number")
    title = serializers.CharField(source="case.title")
    owned = serializers.BooleanField()
    parts = serializers.ListField(child=serializers.CharField(), help_text=PARTS)
    follow_ups = NextSerializer(many=True, source="steps")


class PreviewSerializer(Shape):
    staff = NamedStaff(allow_null=True)
    agency = NamedAgency()
    owned = serializers.IntegerField()
    follow_ups = serializers.IntegerField()
    closed = serializers.IntegerField(help_text="終わったケース（機関ぜんたいのとき）")
    cases = HangingSerializer(many=True)


class PortionSerializer(Shape):
    case = Text(max_length=12)
    to = StaffRef(required=False, allow_null=True)
    to_agency = AgencyRef(required=False, help_text="この1件だけ、ほかの機関へ渡すとき")
    note = Text(max_length=NOTE_LIMIT, required=False, allow_blank=True)


class HandOnSerializer(Shape):
    """Of one person (`staff`), or of a whole `agency` to `to_agency`; without `cases` everything goes to `to`."""

    staff = StaffRef(required=False)
    agency = HouseRef(required=False)
    to_agency = AgencyRef(required=False)
    to = StaffRef(required=False, allow_null=True)
    note = Text(max_length=NOTE_LIMIT, required=False, allow_blank=True)
    closed = serializers.BooleanField(
        required=False, default=False, help_text="終わったケースもto_agencyへ（200件ずつ）"
    )
    cases = serializers.ListField(child=PortionSerializer(), required=False, max_length=AT_ONCE)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("staff" in attrs) == ("agency" in attrs):
            raise serializers.ValidationError({"staff": EITHER})
        if ("agency" in attrs) != ("to_agency" in attrs):
            raise serializers.ValidationError({"to_agency": WHERE})
        if "staff" in attrs and attrs["closed"]:
            raise serializers.ValidationError({"closed": OF_A_HOUSE})
        if "staff" in attrs and any("to_agency" in one for one in attrs.get("cases", ())):
            raise serializers.ValidationError({"cases": OF_A_HOUSE})
        return attrs
