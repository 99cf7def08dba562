"""Pages that are only read, and pages that take a form."""

from collections.abc import Callable
from typing import ParamSpec

from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

Asked = ParamSpec("Asked")


def only_read(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
    """Let a view be asked by GET and HEAD alone; other methods are refused (405) and do nothing.

    So there is nothing a forged request could do, and whoever sends one is told of the method
    instead of a token that is missing.
    """
    return csrf_exempt(require_safe(view))


def takes_form(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
    """Let a view be asked by GET and HEAD and take a form by POST, with the token of this site."""
    taking = require_http_methods(["GET", "HEAD", "POST"])(view)
    taking.takes_form = True  # type: ignore[attr-defined]  # told to the test of all addresses
    return taking


def takes_only_form(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
    """Let a view be asked by POST alone, with the token of this site: a button that acts."""
    taking = require_http_methods(["POST"])(view)
    taking.takes_form = True  # type: ignore[attr-defined]  # likewise
    return taking
