"""One's own account."""

from http import HTTPStatus

from allauth.account.forms import SignupForm
from allauth.account.views import SignupView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.people import KeyForm
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.accounts.queries.keys import keys_of
from biaozhun.cloud.accounts.views import shown_once
from biaozhun.cloud.accounts.wording import MAY, ROLE
from biaozhun.cloud.ui.reading import only_read, takes_form


class SignUp(SignupView):  # type: ignore[misc]  # allauth gives no types
    """Making an account oneself, where two may ask for one address at the same moment."""

    def form_valid(self, form: SignupForm) -> HttpResponse:
        """Make it; who comes second is told that the address has an account."""
        try:
            with transaction.atomic():
                answer: HttpResponse = super().form_valid(form)
        except IntegrityError:
            form.add_error("email", _("这个邮箱已经有账户了。"))
            answer = self.form_invalid(form)
        return answer


_sign_up = SignUp.as_view()


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
    """Who I am here, what my role lets me do, how my account is guarded, my keys."""
    return account_page(request, KeyForm())


def account_page(request: HttpRequest, form: KeyForm) -> HttpResponse:
    """One's own account with a form for a new key, which may say what is wrong with it."""
    person = signed_in(request)
    context = {
        "person": person,
        "role": ROLE[Role(person.role)],
        "may": [MAY[role] for role in Role if person.may(role)],
        "second_factor": is_mfa_enabled(person),
        "keys": keys_of(person),
        "form": form,
        "new_key": shown_once.take(request, "key"),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    answer = render(request, "accounts/account.html", context, status=status)
    if context["new_key"]:
        add_never_cache_headers(answer)
    return answer
