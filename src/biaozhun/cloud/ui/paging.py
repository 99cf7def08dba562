"""The pages of a list: which one an address asks for, and its neighbours."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

MOST_PAGES = 10_000


def page_asked(query: QueryDict) -> int:
    """The number of the page, from 1; anything else is the first."""
    text = query.get("page", "")
    if not (text.isascii() and text.isdecimal()):
        return 1
    if len(text) > len(str(MOST_PAGES)):  # no number of thousands of digits is ever read
        return MOST_PAGES
    return min(max(int(text), 1), MOST_PAGES)


def pages(page: Page[Any]) -> dict[str, object]:
    """The page and the numbers of those before and after it, for the pager."""
    return {
        "page": page,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
