"""What every view of the holdings does with an action's refusal, and where a button leads."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.forms.copies import LONGEST_REASON
from biaozhun.cloud.holdings.lifecycle import RefusedError

Result = TypeVar("Result")


def tried(request: HttpRequest, act: Callable[[], Result], done: str = "") -> Result | None:
    """Do it and say so; where it is refused, say why and return nothing."""
    try:
        result = act()
    except RefusedError as error:
        messages.error(request, wording.refusal(error))
        return None
    if done:
        messages.success(request, done)
    return result


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    """To the page of this site the button stood on (``next``), or elsewhere."""
    wanted = request.POST.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(wanted if wanted and is_here else otherwise)


def faulty(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form again with what is wrong (422), the input kept."""
    return render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def reason(request: HttpRequest) -> str:
    """The reason that was typed, as far as a database keeps it; the action asks for one."""
    return clean(request.POST.get("reason", ""))[:LONGEST_REASON]
