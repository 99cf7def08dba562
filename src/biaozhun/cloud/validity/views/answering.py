"""What every page of a check shares: who finds it, and that nobody else keeps or learns of it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeAlias

import msgspec
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checks import check_of
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.core.errors import BiaozhunError

Asked = ParamSpec("Asked")
Sent: TypeAlias = "tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]] | tuple[None, None]"
View = Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]


class Refusal(msgspec.Struct, frozen=True):
    """Why something was refused, for a page to tell."""

    code: str
    place: str = ""
    file_lost: bool = False


def private(view: View[Asked]) -> View[Asked]:
    """Let no cache, no search engine and no other site learn of a page with a secret address.

    The policy of referrers is ``same-origin``: under ``no-referrer`` browsers send forms with the
    origin ``null``, which no token can mend.
    """

    @wraps(view)
    def kept(
        request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        add_never_cache_headers(answer)
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    return kept


def sent_in(request: HttpRequest) -> Sent:
    """The fields and the files of a form that was sent; neither where a page is only read."""
    if request.method != "POST":
        return None, None
    return request.POST, request.FILES


def held(key: str) -> Check:
    """The check with this secret.

    Raises:
        Http404: there is none, or it is gone.
    """
    check = check_of(key)
    if check is None:
        raise Http404(_("没有这次检查，或者已经到期删去。请再查一次。"))
    return check


def say_refused(request: HttpRequest, error: BiaozhunError) -> None:
    """Tell on the next page why something was not done."""
    messages.error(request, fault(error.code))
