"""写真: told by its content, bare of what a camera wrote, shown to residents only with everybody's word."""

from __future__ import annotations

import random
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from districts.models import Staff
from engawa.actions import pictures
from engawa.actions.pictures import Taken
from engawa.models import ActivityReport, Picture, Site
from fujisawa_care.foundation import files
from fujisawa_care.foundation.pictures import bare
from fujisawa_care.home.demo import drawings
from tests.foundation.test_pictures import SECRET, opened, written
from tests.screens import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _disk(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def with_a_secret() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Location", SECRET)
    return written(opened(drawings.of(1)), "PNG", pnginfo=words)


def send(client: Client, site: Site, content: bytes, **more: object) -> Any:
    file = SimpleUploadedFile("IMG_GPS.png", content, content_type="image/png")
    return client.post(f"/engawa/{site.pk}/pictures/", {"file": file, "words": "畑", **more})


def test_it_is_kept_bare_and_once(sign_in: SignIn, bench: Site, bench_account: Staff) -> None:
    client = sign_in(bench_account)
    for _ in range(2):
        assert send(client, bench, with_a_secret()).status_code == 302
    picture = Picture.objects.get()
    kept = files.get(picture.stored, shelf="engawa")
    assert (SECRET.encode() in kept, kept == bare(drawings.of(1))[1]) == (False, True)
    shown = client.get(f"/engawa/{bench.pk}/pictures/{picture.pk}/")
    assert (shown.content, shown.headers["Content-Type"]) == (kept, "image/png")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4", b"<svg onload=x>", b"\x89PNG\r\n\x1a\nbroken", b""]
)
def test_what_is_no_picture_is_refused_beside_the_field(
    sign_in: SignIn, bench: Site, bench_account: Staff, content: bytes
) -> None:
    answer = send(sign_in(bench_account), bench, content)
    assert (answer.status_code, "error" in str(answer.context["form"].errors)) == (422, True)
    assert not Picture.objects.exists()


def test_residents_see_it_only_while_it_is_shown(
    sign_in: SignIn, bench: Site, bench_account: Staff
) -> None:
    client, anybody = sign_in(bench_account), Client()
    answer = send(client, bench, drawings.of(0), shown="on")
    assert (answer.status_code, "了解が要ります" in answer.content.decode()) == (422, True)
    send(client, bench, drawings.of(0))
    picture = Picture.objects.get()
    there, change = (
        f"/places/pictures/{picture.pk}/",
        f"/engawa/{bench.pk}/pictures/{picture.pk}/change",
    )
    assert anybody.get(there).status_code == 404
    assert "了解が要ります" in client.post(change, {"act": "show"}, follow=True).content.decode()
    client.post(change, {"act": "show", "faces_agreed": "1"})
    assert (anybody.get(there).status_code, anybody.get(there).content) == (
        200,
        bare(drawings.of(0))[1],
    )
    assert there in anybody.get(f"/places/{bench.pk}/").content.decode()
    client.post(change, {"act": "hide"})
    assert anybody.get(there).status_code == 404
    client.post(change, {"act": "show"})
    client.post(change, {"act": "remove"})
    assert anybody.get(there).status_code == 404
    assert client.post(change, {"act": "show"}).status_code == 404


def test_of_another_place_nothing(
    sign_in: SignIn,
    owner: Client,
    bench: Site,
    unknown: Site,
    bench_account: Staff,
    manager: Staff,
    now: datetime,
) -> None:
    taken = Taken(content=drawings.of(2), words="海", faces_agreed=True, shown=True)
    picture = pictures.add(unknown, by=manager, at=now, taken=taken)
    client = sign_in(bench_account)
    for rest in ("", f"{picture.pk}/"):
        assert client.get(f"/engawa/{unknown.pk}/pictures/{rest}").status_code == 404
        assert owner.get(f"/engawa/{unknown.pk}/pictures/{rest}").status_code == 200
    assert f"/pictures/{picture.pk}/" in owner.get(f"/engawa/{unknown.pk}/").content.decode()
    assert send(owner, unknown, drawings.of(0)).status_code == 403
    heavy = written(Image.frombytes("RGB", (400, 400), random.Random(1).randbytes(480_000)), "PNG")
    large = Taken(content=heavy, words="大", faces_agreed=True, shown=True)
    with pytest.raises(Exception, match="細かすぎます"):
        pictures.add(unknown, by=manager, at=now, taken=large)


def test_what_was_taken_back_is_gone_from_the_disk(
    bench: Site, manager: Staff, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    picture = pictures.add(
        bench, by=manager, at=now, taken=Taken(content=drawings.of(0), words="絵")
    )
    with django_capture_on_commit_callbacks(execute=True):
        pictures.remove(picture, by=manager, at=now)
    assert [*files.lying(shelf="engawa")] == []


def test_it_belongs_to_the_month_it_was_taken_in(
    sign_in: SignIn, bench: Site, bench_account: Staff, unknown: Site, now: datetime
) -> None:
    said = {"month": date(2026, 10, 1), "written_by": bench_account, "updated_at": now}
    october = ActivityReport.objects.create(site=bench, **said)
    other = ActivityReport.objects.create(site=unknown, **said)
    client = sign_in(bench_account)
    assert send(client, bench, drawings.of(1), report=other.pk).status_code == 422
    assert send(client, bench, drawings.of(1), report=october.pk).status_code == 302
    assert Picture.objects.get().report == october
    assert "2026年10月の報告" in client.get(f"/engawa/{bench.pk}/pictures/").content.decode()
