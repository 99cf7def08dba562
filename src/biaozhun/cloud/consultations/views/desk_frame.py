"""What the pages of the desk of comments have in common."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from biaozhun.cloud.accounts.permissions import signed_in
from biaozhun.cloud.consultations.queries.page import Found
from biaozhun.cloud.consultations.views.frame import found_or_404
from biaozhun.cloud.consultations.wording.refusals import REFUSAL


def worked_on(request: HttpRequest, pk: int) -> Found:
    """The consultation of an address, for its desk and for those who draft.

    Raises:
        Http404: there is none.
        PermissionDenied: the reader is nothing to it.
    """
    signed_in(request)
    found = found_or_404(request, pk)
    if not found.roles:
        raise PermissionDenied(str(REFUSAL["not_for_you"]))
    return found


def back_to(request: HttpRequest, usual: str) -> str:
    """Where somebody came from and goes back to, on this site alone."""
    asked = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours and asked.startswith("/desk/") else usual
