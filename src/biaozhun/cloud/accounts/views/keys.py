"""Keys of the programming interface, made and revoked by their holders."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.actions.keys import make_key, revoke_key
from biaozhun.cloud.accounts.errors import TooManyKeysError
from biaozhun.cloud.accounts.forms.people import KeyForm
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.accounts.queries.keys import keys_of
from biaozhun.cloud.accounts.views import shown_once
from biaozhun.cloud.accounts.views.account import account_page
from biaozhun.cloud.ui.reading import takes_only_form


@takes_only_form
@requires(Role.READER)
def make(request: HttpRequest) -> HttpResponseBase:
    """Make a key; the next page shows it, once."""
    form = KeyForm(request.POST)
    if not form.is_valid():
        return account_page(request, form)
    try:
        key = make_key(signed_in(request), form.cleaned_data["name"])
    except TooManyKeysError as refusal:
        form.add_error("name", refusal.message)
        return account_page(request, form)
    shown_once.keep(request, "key", key)
    return redirect("/account#keys")


@takes_only_form
@requires(Role.READER)
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let one of the own keys open nothing any more."""
    person = signed_in(request)
    key = next((key for key in keys_of(person) if key.pk == pk), None)
    if key is None:
        raise Http404(_("没有这个密钥，或者已经废除。"))
    revoke_key(key, actor=person)
    messages.success(request, _("密钥 {prefix}… 已废除。").format(prefix=key.prefix))
    return redirect("/account#keys")
