"""Pages that are only read."""

from collections.abc import Callable
from typing import ParamSpec

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

Asked = ParamSpec("Asked")


def only_read(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
    """Let a view be asked by GET and HEAD alone; other methods are refused (405) and do nothing.

    So there is nothing a forged request could do, and whoever sends one is told of the method
    instead of a token that is missing.
    """
    return csrf_exempt(require_safe(view))
