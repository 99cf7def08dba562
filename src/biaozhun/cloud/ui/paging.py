"""The neighbours of a page of a list."""

from typing import Any

from django.core.paginator import Page


def pages(page: Page[Any]) -> dict[str, object]:
    """The page and the numbers of those before and after it, for the pager."""
    return {
        "page": page,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
