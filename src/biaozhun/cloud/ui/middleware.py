"""What every answer carries."""

from collections.abc import Callable
from http import HTTPMethod, HTTPStatus

from django.http import HttpRequest, HttpResponse

from biaozhun.cloud.ui.problems import problem
from biaozhun.cloud.ui.views import API, not_taken

# Everything comes from the service itself; nothing inline, nothing from elsewhere.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def content_security_policy(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let a page load only what the service itself serves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


def methods_of_the_pages(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say in the frame that a page does not take a method; ``Allow`` stays as it is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        is_page = not request.path.startswith(API)
        if is_page and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return not_taken(request, response.headers["Allow"])
        return response

    return middleware


def methods_of_the_interface(
    respond: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let every address of the API answer HEAD and OPTIONS, and refuse the rest as a problem.

    HEAD is answered like GET; the server leaves the body out. ``Allow`` names what the address
    takes (RFC 9110, 9.3.2, 9.3.7 and 15.5.6).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return respond(request)
        method = request.method
        if method == HTTPMethod.HEAD:
            request.method = HTTPMethod.GET.value
        response = respond(request)
        request.method = method
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        return _refused(method or "", response.headers.get("Allow", ""))

    return middleware


def _refused(method: str, taken: str) -> HttpResponse:
    """What the address takes: as the answer to OPTIONS, as a problem to any other method."""
    methods = {name.strip() for name in taken.split(",") if name.strip()}
    methods |= {HTTPMethod.OPTIONS.value}
    if HTTPMethod.GET in methods:
        methods |= {HTTPMethod.HEAD.value}
    allowed = ", ".join(sorted(methods))
    if method == HTTPMethod.OPTIONS:
        return HttpResponse(headers={"Allow": allowed})
    refusal = problem(
        HTTPStatus.METHOD_NOT_ALLOWED,
        "method_not_allowed",
        f"this address does not take {method}",
        hint=f"it takes {allowed}",
    )
    refusal.headers["Allow"] = allowed
    return refusal
