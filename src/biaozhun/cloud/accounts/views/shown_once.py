"""Secrets that stand on one page and are then gone: links of invitations, keys."""

from django.http import HttpRequest


def keep(request: HttpRequest, name: str, secret: str) -> None:
    """Keep a secret for the next page of this browser."""
    request.session[f"shown_once.{name}"] = secret


def take(request: HttpRequest, name: str) -> str:
    """The secret that was kept under a name, the first time; nothing the second."""
    return str(request.session.pop(f"shown_once.{name}", ""))
