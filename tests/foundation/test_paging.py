"""ページ: whatever the ties and the size, every row comes once, forwards and back."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from districts.models import Topic
from fujisawa_care.foundation import paging

TIED = [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 5]
BROKEN = [
    "x",
    "あ",
    "%00",
    "x" * 2000,
    *(
        urlsafe_b64encode(text.encode()).decode()
        for text in (
            "{}",
            "[0]",
            '[0,"a","b"]',
            '[0,"1"]',
            '[0,1,"topic_00"]',
            '[0,"\\u0000","topic_00"]',
            '[0,"99999999999999999999","topic_00"]',
            '[0,"1","a\\u0000"]',
            "[" * 900,
        )
    ),
]


@pytest.fixture
def topics(db: None) -> None:
    Topic.objects.bulk_create(
        Topic(code=f"topic_{at:02}", label=f"分野{at}", position=position)
        for at, position in enumerate(TIED)
    )


@pytest.mark.usefixtures("topics")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(size=st.integers(1, 12), order=st.sampled_from([("position",), ("-position",), ("pk",)]))
def test_no_row_is_lost_or_doubled(size: int, order: tuple[str, ...]) -> None:
    rows = Topic.objects.all()
    whole = paging.page(rows, order=order, size=50).items
    found = paging.page(rows, order=order, size=size)
    pages = [found]
    while found.next_cursor:
        found = paging.page(rows, order=order, size=size, cursor=found.next_cursor)
        pages.append(found)
    assert [one for each in pages for one in each.items] == whole
    assert all(len(each.items) == size for each in pages[:-1])
    for earlier in reversed(pages[:-1]):
        found = paging.page(rows, order=order, size=size, cursor=found.previous_cursor)
        assert found == earlier
    assert found.previous_cursor == ""


@pytest.mark.usefixtures("topics")
def test_what_comes_in_between_moves_nothing() -> None:
    first = paging.page(Topic.objects.all(), order=("position",), size=4)
    Topic.objects.create(code="a_new", label="新しい分野", position=0)
    Topic.objects.filter(code=first.items[-1].pk).delete()
    second = paging.page(Topic.objects.all(), order=("position",), size=4, cursor=first.next_cursor)
    assert [topic.pk for topic in second.items] == [f"topic_{at:02}" for at in (4, 5, 6, 7)]


@pytest.mark.usefixtures("topics")
@pytest.mark.parametrize("cursor", BROKEN)
def test_a_broken_cursor_gives_the_first_page(cursor: str) -> None:
    rows = Topic.objects.all()
    found = paging.page(rows, order=("position",), size=3, cursor=cursor)
    assert found == paging.page(rows, order=("position",), size=3)


def test_an_empty_list_is_an_empty_page(db: None) -> None:
    assert not paging.page(Topic.objects.all(), order=("position",), size=3)
