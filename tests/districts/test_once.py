"""二重送信よけ: sent twice, happened once; at the same moment too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from districts.actions import once
from districts.models import Once, Staff, Topic
from fujisawa_care.celery import sweep
from fujisawa_care.foundation.api.once import idempotent
from fujisawa_care.foundation.problems import IllegalStep


class Body(serializers.Serializer[None]):
    name = serializers.CharField(max_length=10)


class TopicMaker(APIView):
    """Stands for any POST that creates."""

    permission_classes = [IsAuthenticated]

    @idempotent(once)
    def post(self, request: Request) -> Response:
        body = Body(data=request.data)
        body.is_valid(raise_exception=True)
        label = body.validated_data["name"]
        if label == "だめ":
            raise IllegalStep("いまは作れません。", code="not-now")
        code = f"made_{Topic.objects.count()}"
        topic = Topic.objects.create(code=code, label=label, position=1)
        return Response(
            {"code": topic.code, "label": label}, status=201, headers={"Location": f"/x/{code}"}
        )


def _send(
    staff: Staff, body: dict[str, Any] | None = None, *, key: str | None = "k-1", path: str = "/x/"
) -> Response:
    headers = {} if key is None else {"HTTP_IDEMPOTENCY_KEY": key}
    request = APIRequestFactory().post(path, body or {"name": "釣り"}, format="json", **headers)
    force_authenticate(request, user=staff)
    response = TopicMaker.as_view()(request)
    assert isinstance(response, Response)
    response.render()
    return response


def test_a_repeat_gets_the_first_answer_word_for_word(worker: Staff) -> None:
    first, again = _send(worker), _send(worker)
    assert (again.status_code, again.content, again.headers["Location"]) == (
        201,
        first.content,
        "/x/made_0",
    )
    assert ("Idempotent-Replayed" in first.headers, again.headers["Idempotent-Replayed"]) == (
        False,
        "true",
    )
    assert Topic.objects.count() == 1


@pytest.mark.parametrize("other", [{"body": {"name": "川"}}, {"path": "/y/"}])
def test_the_key_of_something_else_is_422(other: dict[str, Any], worker: Staff) -> None:
    _send(worker)
    refused = _send(worker, **other)
    assert refused.status_code == 422
    assert refused.data["type"] == "urn:fujisawa-care:idempotency-key-reused"
    assert Topic.objects.count() == 1


def test_without_a_key_each_is_a_new_one(worker: Staff) -> None:
    assert _send(worker, key=None).status_code == 201
    assert _send(worker, {"name": "川"}, key=None).status_code == 201
    assert (Topic.objects.count(), Once.objects.count()) == (2, 0)


def test_a_key_is_ones_own(worker: Staff, administrator: Staff) -> None:
    _send(worker)
    assert _send(administrator, {"name": "川"}).status_code == 201
    assert Topic.objects.count() == 2


@pytest.mark.parametrize(("wrong", "status"), [({"name": ""}, 400), ({"name": "だめ"}, 409)])
def test_a_refusal_leaves_the_key_free(wrong: dict[str, str], status: int, worker: Staff) -> None:
    assert _send(worker, wrong).status_code == status
    assert not Once.objects.exists()
    assert _send(worker).status_code == 201


@pytest.mark.parametrize("key", ["", "k" * 201, "鍵", "a\tb"])
def test_a_key_that_is_none_is_400(key: str, worker: Staff) -> None:
    refused = _send(worker, key=key)
    assert (refused.status_code, refused.data["errors"][0]["field"]) == (400, "Idempotency-Key")
    assert not Topic.objects.exists()


def test_after_a_day_the_key_is_free_again(worker: Staff) -> None:
    _send(worker)
    Once.objects.update(created_at=datetime.now().astimezone() - timedelta(hours=25))
    assert _send(worker, {"name": "川"}).status_code == 201


def test_forgetting_drops_only_what_is_over(worker: Staff, now: datetime) -> None:
    for hours in (1, 23, 25):
        _claim(worker, f"k-{hours}", now - timedelta(hours=hours))
    assert once.forget(at=now) == 1
    assert set(Once.objects.values_list("key", flat=True)) == {"k-1", "k-23"}


def test_every_hour_answers_older_than_a_day_are_forgotten(worker: Staff) -> None:
    now = datetime.now().astimezone()
    for hours in (23, 25):
        _claim(worker, f"k-{hours}", now - timedelta(hours=hours))
    sweep()
    assert Once.objects.get().key == "k-23"


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_make_one(worker: Staff) -> None:
    together = Barrier(10)

    def send() -> tuple[int, bytes]:
        try:
            together.wait(timeout=10)
            response = _send(worker)
            return response.status_code, response.content
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        answers = {each.result() for each in [pool.submit(send) for _ in range(10)]}
    assert len(answers) == 1
    assert (Topic.objects.count(), next(iter(answers))[0]) == (1, 201)


def _claim(staff: Staff, key: str, at: datetime) -> Once:
    return once.claim(key, door="POST /x/", fingerprint="0" * 64, by=staff, at=at)
