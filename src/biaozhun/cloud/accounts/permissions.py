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


def looks_after_people(person: Person) -> bool:
    """Whether somebody looks after accounts: an administrator, or who leads an organisation."""
    leads = person.is_active and person.leads_organisation and person.organisation_id is not None
    return leads or person.may(Role.ADMINISTRATOR)


def looks_after(actor: Person, person: Person) -> bool:
    """Whether somebody may change an account.

    An administrator may change every one; who leads an organisation those of its people whose role
    does not go beyond the own, and never an administrator's.
    """
    if actor.may(Role.ADMINISTRATOR):
        return True
    return (
        looks_after_people(actor)
        and person.organisation_id == actor.organisation_id
        and Role(person.role) in roles_to_give(actor)
    )


def roles_to_give(actor: Person) -> list[Role]:
    """The roles that somebody may give to others."""
    if actor.may(Role.ADMINISTRATOR):
        return list(Role)
    return [role for role in Role if role is not Role.ADMINISTRATOR and actor.may(role)]


def keeper_of_people(request: HttpRequest) -> bool:
    """Whether a request comes from somebody who looks after accounts."""
    person = person_of(request)
    return person is not None and looks_after_people(person)


def requires_keeper_of_people(view: View[Asked]) -> View[Asked]:
    """Open a page to those who look after accounts; others are asked to sign in, or refused."""

    @requires(Role.READER)
    @wraps(view)
    def guarded(
        request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponseBase:
        if not keeper_of_people(request):
            raise PermissionDenied(_("您的角色还不能做这件事。"))
        return view(request, *args, **kwargs)

    return guarded


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
