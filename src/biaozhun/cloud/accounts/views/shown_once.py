"""Secrets that stand on one page and are then gone: links of invitations, keys."""

from http import HTTPMethod

from django.http import HttpRequest


def keep(request: HttpRequest, name: str, secret: str) -> None:
    """Keep a secret for the next page of this browser."""
    request.session[f"shown_once.{name}"] = secret


def take(request: HttpRequest, name: str) -> str:
    """The secret that was kept under a name, the first time; nothing the second.

    A HEAD request shows nobody anything, so it takes nothing: a link checker, or a preview of the
    page, leaves the secret to who reads it.
    """
    if request.method == HTTPMethod.HEAD:
        return ""
    return str(request.session.pop(f"shown_once.{name}", ""))
