"""Doing something and saying so, or saying everything that stands against it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from biaozhun.cloud.assessment.wording import REFUSED
from biaozhun.cloud.cases.actions import StepRefusedError


def say(request: HttpRequest, act: Callable[[], object], done: str = "") -> bool:
    """Whether it was done; the page says what came of it."""
    try:
        act()
    except StepRefusedError as refused:
        for code in refused.refusal.codes:
            messages.error(request, str(REFUSED[code]))
        return False
    messages.success(request, done or _("已经记下。"))
    return True
