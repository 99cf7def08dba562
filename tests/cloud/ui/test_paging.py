"""Which page of a list an address asks for."""

import pytest
from django.http import QueryDict
from django.test import Client

from biaozhun.cloud.ui.paging import MOST_PAGES, page_asked


@pytest.mark.parametrize(
    ("text", "page"),
    [
        *(("", 1), ("2", 2), ("0", 1), ("-3", 1), ("x", 1), ("²", 1), ("٣", 1)),
        *(("99999", MOST_PAGES), ("9" * 5000, MOST_PAGES), ("0" * 5000, MOST_PAGES)),
    ],
)
def test_any_text_asks_for_a_page(text: str, page: int) -> None:
    """What is no number is the first page; a number of any length is bounded, not read."""
    assert page_asked(QueryDict(mutable=True) | {"page": text}) == page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/search", "/conflicts", "/announcements", "/imports"])
def test_a_page_number_of_thousands_of_digits_is_answered(client: Client, address: str) -> None:
    """Python refuses to read so long a number; the page must not fail on it."""
    assert client.get(address, {"page": "9" * 5000}).status_code == 200
