"""Coming in by an invitation."""

from http import HTTPStatus

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from biaozhun.cloud.accounts.actions.invitations import accept
from biaozhun.cloud.accounts.errors import InvitationError
from biaozhun.cloud.accounts.forms.people import InvitationForm
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.accounts.queries.people import invited_by
from biaozhun.cloud.accounts.wording import MAY, ROLE
from biaozhun.cloud.ui.reading import takes_form


@takes_form
@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Set the password of one's account and be signed in; the second factor is asked for too."""
    person = invited_by(token)
    if person is None:
        return _gone(request)
    form = InvitationForm(request.POST if request.method == "POST" else None, person=person)
    if request.method != "POST" or not form.is_valid():
        role = Role(person.role)
        context = {"form": form, "invited": person, "role": ROLE[role], "may": MAY[role]}
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        return render(request, "accounts/invitation.html", context, status=status)
    try:
        person = accept(token, form.cleaned_data["password1"])
    except InvitationError:
        return _gone(request)
    if person_of(request) is not None:
        logout(request)  # whoever sat here before is not who was invited
    answer: HttpResponseBase = perform_login(request, person)
    return answer


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_gone.html", status=HTTPStatus.GONE)
