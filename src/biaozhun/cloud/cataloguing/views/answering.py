"""What the views share: the code of an answer, what a refusal says."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest

from biaozhun.cloud.cataloguing.wording import fault
from biaozhun.core.errors import BiaozhunError


def answered(request: HttpRequest) -> HTTPStatus:
    """The code of a page with a form: one that was sent in vain is not processable."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK


def refuse(request: HttpRequest, error: BiaozhunError) -> None:
    """Say on the next page why something was not done."""
    messages.error(request, fault(error.code))
