"""Who may: views and navigation ask here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) else None


def signed_in(request: HttpRequest) -> Person:
    """Who is signed in, on a page that nobody else sees.

    Raises:
        PermissionDenied: nobody is.
    """
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def at_least(role: Role) -> Callable[[HttpRequest], bool]:
    """Whether a request comes from somebody whose role reaches that far."""

    def reaches(request: HttpRequest) -> bool:
        person = person_of(request)
        return person is not None and person.may(role)

    return reaches


def requires(role: Role) -> Callable[[View[Asked]], View[Asked]]:
    """Open a page to a role and those above it.

    Who is not signed in is asked to; who may not is refused (403).
    """

    def opened_to(view: View[Asked]) -> View[Asked]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
        ) -> HttpResponseBase:
            person = person_of(request)
            if person is None:
                return redirect_to_login(request.get_full_path())
            if not person.may(role):
                raise PermissionDenied(_("您的角色还不能做这件事。"))
            return view(request, *args, **kwargs)

        guarded.least_role = role  # type: ignore[attr-defined]  # told to the test of all addresses
        return guarded

    return opened_to
