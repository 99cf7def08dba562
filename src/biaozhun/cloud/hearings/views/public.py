"""What everybody reads: hearings, one of them with the registration, the participation."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.accounts.senders import sent_this_hour
from biaozhun.cloud.cases.receipts import code_of
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.hearings import exports
from biaozhun.cloud.hearings.actions import registering
from biaozhun.cloud.hearings.forms.hearings import RegisterForm
from biaozhun.cloud.hearings.life import PUBLIC
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.hearings.queries import hearings as lists
from biaozhun.cloud.hearings.queries.participation import counted, participation, years
from biaozhun.cloud.hearings.views.frame import done, found, posted
from biaozhun.cloud.hearings.views.receipts import keep_code
from biaozhun.cloud.hearings.wording import HEARING_STATE, KIND, STAGE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.tables import csv_file

AN_HOUR = 10  # registrations of one sender without an account
AN_HOUR_WITH_ACCOUNT = 60
SHOWN = (*PUBLIC, "cancelled")


@only_read
def hearings(request: HttpRequest) -> HttpResponseBase:
    """Hearings, those to come first."""
    state = request.GET.get("state", "")
    state = state if state in SHOWN else ""
    words = clean(request.GET.get("q", ""))[:100]
    rows = lists.public_hearings(state=state, words=words)
    if request.GET.get("format") == "csv":
        return csv_file("hearings", exports.hearing_rows(rows.iterator(chunk_size=500)))
    page = Paginator(rows, lists.PAGE).get_page(page_asked(request.GET))
    context = {
        "state": state,
        "q": words,
        "states": {code: HEARING_STATE[code] for code in SHOWN},
        "on": today(),
        **pages(page),
    }
    return render(request, "hearings/hearings.html", context)


@takes_form
def hearing(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One hearing; while registration is open anybody registers."""
    held = found(lists.public_hearings().prefetch_related("papers", "postponements", "groups"), pk)
    person, at = person_of(request), now()
    is_open = registering.takes_registrations(held, today())
    groups = [one.group for one in held.groups.all()]
    form = RegisterForm(posted(request), groups=groups, person=person, at=at)
    status: int = HTTPStatus.OK
    if request.method == "POST":
        answer = _register(request, held, form) if form.is_valid() else None
        if answer is not None:
            return answer
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "held": held,
        "page": lists.page_of(held),
        "form": form,
        "is_open": is_open,
        "days_left": lists.days_left(held, today()),
    }
    return render(request, "hearings/hearing.html", context, status=status)


def _register(request: HttpRequest, held: Hearing, form: RegisterForm) -> HttpResponseBase | None:
    """Register and go to where the answer is seen; nothing where it is refused."""
    person, at = person_of(request), now()
    most = AN_HOUR if person is None else AN_HOUR_WITH_ACCOUNT
    if sent_this_hour("hearings:registered", request, person) > most:
        form.add_error(None, _("这一小时里报名太多了，请过一小时再来。"))
        return None
    if not done(form, lambda: registering.register(held, form.told, person=person, at=at)):
        return None
    if person is not None:
        return redirect("hearings:mine")
    answer = redirect("hearings:receipt")
    keep_code(answer, code_of(form.told.form))
    return answer


@only_read
def participation_page(request: HttpRequest) -> HttpResponseBase:
    """How deputies, CPPCC members and consumers take part, in figures."""
    kind, stage = request.GET.get("kind", ""), request.GET.get("stage", "")
    known = years()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else 0
    found_ = participation(counted(year=year, kind=kind, stage=stage))
    if request.GET.get("format") == "csv":
        return csv_file("participation", exports.participation_rows(found_))
    context = {
        "figures": found_,
        "kind": kind,
        "stage": stage,
        "year": year,
        "years": known,
        "kinds": KIND,
        "stages": STAGE,
        "on": today(),
    }
    return render(request, "hearings/participation.html", context)
