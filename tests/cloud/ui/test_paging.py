"""Which page of a list an address asks for."""

import re
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client

from biaozhun import cloud
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


def test_every_pager_is_told_where_it_stands() -> None:
    """It fails, on the second page of a list only, where it does not know the page and the last."""
    templates = list(Path(cloud.__file__).parent.rglob("templates/**/*.html"))
    included = {
        template.name: use
        for template in templates
        for use in re.findall(
            r'{% include "ui/parts/pager.html"[^%]*%}', template.read_text("utf-8")
        )
    }
    untold = {
        name: use for name, use in included.items() if "current=" not in use or "last=" not in use
    }
    assert len(included) > 50
    assert untold == {}
