"""Cookies that never leave an encrypted connection."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def kept_to_https(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Mark every cookie as secure where the request was encrypted.

    An intranet without certificates works too, so it is decided by the request, not by a setting.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response

    return middleware
