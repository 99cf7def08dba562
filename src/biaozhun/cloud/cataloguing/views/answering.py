"""What the views share: the numbers of a pager, the code of an answer, what a refusal says."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpRequest

from biaozhun.cloud.cataloguing.wording import fault
from biaozhun.core.errors import BiaozhunError


def pages(page: Page[Any]) -> dict[str, object]:
    """Numbers of the neighbouring pages for the pager."""
    return {
        "current": page.number,
        "last": page.paginator.num_pages,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }


def answered(request: HttpRequest) -> HTTPStatus:
    """The code of a page with a form: one that was sent in vain is not processable."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


def refuse(request: HttpRequest, error: BiaozhunError) -> None:
    """Say on the next page why something was not done."""
    messages.error(request, fault(error.code))
