"""One's own account."""

from allauth.account.views import SignupView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.accounts.wording import MAY, ROLE
from biaozhun.cloud.ui.reading import only_read, takes_form

_sign_up = SignupView.as_view()


@takes_form
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Make an account of a reader, where the installation lets people (``BIAOZHUN_SIGN_UP``)."""
    if not settings.SIGN_UP:
        raise Http404(_("本站的账户由管理员开设，不能自行注册。请向本馆索取邀请链接。"))
    answer: HttpResponseBase = _sign_up(request)
    return answer


@only_read
@requires(Role.READER)
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here, what my role lets me do, and how my account is guarded."""
    person = signed_in(request)
    context = {
        "person": person,
        "role": ROLE[Role(person.role)],
        "may": [MAY[role] for role in Role if person.may(role)],
        "second_factor": is_mfa_enabled(person),
    }
    return render(request, "accounts/account.html", context)
