"""Sending something in, what was found, and deleting it again."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.actions.deleting import delete as delete_check
from biaozhun.cloud.validity.actions.sending import Order, send
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.forms.checking import CheckForm
from biaozhun.cloud.validity.limits import count_check, limits
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checks import checks_of, document_of, text_of
from biaozhun.cloud.validity.views.answering import Refusal, held, private, sent_in
from biaozhun.cloud.validity.views.drawing import result_of
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.validity import Citing

MOST_BYTES = settings.CHECK_MEGABYTES * 1024**2
LISTS = (".xlsx", ".xlsm", ".csv", ".tsv")
_PAGE = 50  # checks
_MOST_OWN = 1_000
_GOING = (Check.State.WAITING, Check.State.RUNNING)


@takes_files(up_to=MOST_BYTES, from_anybody=MOST_BYTES)
@takes_form
def check(request: HttpRequest) -> HttpResponse:
    """The form for everybody; what is sent leads to the page of its result."""
    is_sent = request.method == "POST"
    data, files = sent_in(request)
    form = CheckForm(data, files, initial={"on": today()})
    refusal = None
    if is_sent and form.is_valid():
        try:
            return redirect("validity:result", _sent(request, form).secret)
        except BiaozhunError as error:
            refusal = Refusal(error.code, error.fragment, file_lost=bool(request.FILES))
    chosen = str(form["citing"].value())
    context = {
        "form": form,
        "limits": limits(),
        "citing": [{"code": code, "chosen": code == chosen} for code in wording.CITING],
        "refusal": refusal,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "validity/check.html", context, status=status)


def _sent(request: HttpRequest, form: CheckForm) -> Check:
    """Send what stands behind one of the three doors.

    Raises:
        BiaozhunError: nothing or too much is sent, or too often.
    """
    told = form.cleaned_data
    file: UploadedFile[bytes] | None = told["file"]
    doors = [bool(file), bool(told["text"]), bool(told["list"])]
    if sum(doors) > 1:
        raise CheckRefusedError("several things were sent", code="several_doors")
    person = person_of(request)
    count_check(request, person)
    order = Order(
        on=told["on"],
        citing=Citing(told["citing"]),
        text=told["text"] or told["list"],
        file=file if file is not None else None,
        name=file.name or "" if file is not None else "",
        is_list=bool(told["list"]) or (_is_table(file) and not told["is_text"]),
        client=told["client"],
        purpose=told["purpose"],
    )
    return send(order, owner=person)


def _is_table(file: "UploadedFile[bytes] | None") -> bool:
    """Whether a file is a table by its name; it is read as a list unless somebody says no."""
    return file is not None and (file.name or "").lower().endswith(LISTS)


@only_read
@private
def result(request: HttpRequest, key: str) -> HttpResponse:
    """What was found, or how far it is, or why it could not be checked."""
    found = held(key)
    if found.state != Check.State.DONE:
        return render(request, "validity/waiting.html", _waiting(found))
    context = result_of(request, found, document_of(found), text_of(found))
    return render(request, "validity/result.html", context)


def _waiting(found: Check) -> dict[str, Any]:
    going = found.state in _GOING
    columns = found.kind == Check.Kind.LIST and bool(found.blocks)
    return {"check": found, "going": going, "may_choose": columns and not going}


@only_read
@private
def progress(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is, as a part of its page; the page is asked for anew when it has ended."""
    found = held(key)
    context = _waiting(found)
    answer = render(request, "validity/parts/progress.html", context)
    if not context["going"]:
        answer["HX-Refresh"] = "true"
    return answer


@takes_form
@private
def delete(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask whether it shall go, and let it go."""
    found = held(key)
    if request.method != "POST":
        return render(request, "validity/delete.html", {"check": found})
    delete_check(found, actor=person_of(request))
    messages.success(request, _("已经删去。"))
    return redirect("validity:check")


@only_read
@private
@requires(Role.READER)
def mine(request: HttpRequest) -> HttpResponse:
    """What one has sent and is still kept."""
    own = checks_of(signed_in(request), _MOST_OWN)
    page = Paginator(own, _PAGE).get_page(page_asked(request.GET))
    return render(request, "validity/checks.html", {"limits": limits(), **pages(page)})
