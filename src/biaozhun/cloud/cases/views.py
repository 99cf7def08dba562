"""Taking a step on a page, and saying what came of it."""

from collections.abc import Callable, Mapping

from django.contrib import messages
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
