"""Taking a step on a page, and saying what came of it."""

from collections.abc import Callable, Collection, Mapping

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.functional import Promise

from biaozhun.cloud.cases.actions import StepRefusedError

Words = Mapping[str, str | Promise]


def say(request: HttpRequest, act: Callable[[], object], *, done: str, refused: Words) -> bool:
    """Do it and say so, or say everything that stands against it; whether it was done.

    Args:
        request: whose next page says it.
        act: the action with all it needs.
        done: what is said when it is done.
        refused: what the codes of refusals are called, in the words of the slice.
    """
    try:
        act()
    except StepRefusedError as error:
        for code in error.refusal.codes:
            messages.error(request, str(refused[code]))
        return False
    messages.success(request, done)
    return True


class _ReasonForm(forms.Form):
    reason = forms.CharField(required=False, max_length=2000)


def reason_asked(request: HttpRequest) -> str:
    """The reason given with a step; may be empty.

    Raises:
        BadRequest: it is longer than any form of ours lets it be, or holds no text.
    """
    form = _ReasonForm(request.POST)
    if not form.is_valid():
        raise BadRequest("the reason cannot be taken")
    return str(form.cleaned_data["reason"])


def step_asked(request: HttpRequest, actions: Collection[str]) -> tuple[str, str]:
    """The action a button asks for, and the reason given with it.

    Raises:
        BadRequest: the page has no such button, or the reason cannot be taken.
    """
    action = request.POST.get("action", "")
    if action not in actions:
        raise BadRequest("there is no such step")
    return action, reason_asked(request)
