"""Opinions of those who review: entered, answered, and taken away as a table."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.form_templates.actions.filling import DOCX
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.technical_reviews.actions import opinions as actions
from biaozhun.cloud.technical_reviews.exports.opinions import (
    opinions_docx,
    opinions_xlsx,
    table_name,
)
from biaozhun.cloud.technical_reviews.forms.opinions import HandlingForm, OpinionForm
from biaozhun.cloud.technical_reviews.models import Opinion, Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.opinions import (
    OpinionsPage,
    may_read,
    opinions_page,
    rows,
)
from biaozhun.cloud.technical_reviews.queries.page import whole_reviews
from biaozhun.cloud.technical_reviews.views.frame import FAULTY, done, form_page, found, told
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _seen(request: HttpRequest, pk: int) -> tuple[Review, Person]:
    """The review of an address, for who reads its opinions.

    Raises:
        Http404: there is none, or the person has nothing to do with it.
    """
    review, person = found(whole_reviews(), pk), signed_in(request)
    if not may_read(person, review):
        raise Http404(_("没有这一项。"))
    return review, person


@takes_form
@requires(Role.READER)
def opinions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The opinions in the order of the clauses; who reviews and who keeps it adds theirs."""
    review, person = _seen(request, pk)
    page = opinions_page(review, person, only_open=request.GET.get("open") == "1")
    form = _form(request, page)
    if form is not None and form.is_valid():
        by = _whose(page, form)
        enter: Callable[[], object] = lambda: actions.enter_opinion(  # noqa: E731  -- a name for one call
            review, by, form.told(), actor=person, at=now()
        )
        if done(form, enter):
            messages.success(request, _("意见已记下。"))
            return redirect(f"{reverse('technical_reviews:opinions', args=[pk])}#add")
    context = {"review": review, "project": review.project, "page": page, "form": form}
    status = FAULTY if form is not None and form.is_bound else 200
    return render(request, "technical_reviews/desk/opinions.html", context, status=status)


def _form(request: HttpRequest, page: OpinionsPage) -> OpinionForm | None:
    """The form for a further opinion, for who may add one.

    Raises:
        PermissionDenied: one is sent by who may not.
    """
    data = request.POST if request.method == "POST" else None
    if not page.may_add and data is not None:
        raise PermissionDenied(_("现在不能提出意见，或不由您来提。"))
    return OpinionForm(data, people=page.people) if page.may_add else None


def _whose(page: OpinionsPage, form: OpinionForm) -> Reviewer | None:
    """Whose opinion it is: the desk says so; of anybody else the own."""
    if page.people is None:
        return page.own
    named = form.cleaned_data.get("reviewer", "")
    return next((one for one in page.people if str(one.pk) == named), None)


def _opinion(request: HttpRequest, pk: int, opinion: int) -> tuple[Opinion, Person, OpinionsPage]:
    """An opinion of an address, for who reads it.

    Raises:
        Http404: there is none, or not for this person.
    """
    review, person = _seen(request, pk)
    page = opinions_page(review, person)
    one = found(rows(review), opinion)
    if one.pk not in {line.opinion.pk for line in page.lines}:
        raise Http404(_("没有这一项。"))
    one.review = review
    return one, person, page


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int, opinion: int) -> HttpResponseBase:
    """Word an opinion anew."""
    one, person, _page = _opinion(request, pk, opinion)
    data = request.POST if request.method == "POST" else None
    form = OpinionForm(data, people=None, opinion=one)
    if form.is_valid() and done(
        form, lambda: actions.change_opinion(one, form.told(), actor=person)
    ):
        messages.success(request, _("已保存。"))
        return redirect(_place(one))
    return form_page(request, form, title=_("修改意见"), back=_place(one))


@takes_form
@requires(Role.READER)
def handle(request: HttpRequest, pk: int, opinion: int) -> HttpResponseBase:
    """Propose, or decide, what comes of an opinion."""
    one, person, page = _opinion(request, pk, opinion)
    if not (page.decides or page.proposes):
        raise PermissionDenied(_("这条意见不由您来处理。"))
    initial = {
        "disposition": one.disposition or one.proposed,
        "answer": one.answer or one.proposed_answer,
    }
    form = HandlingForm(request.POST if request.method == "POST" else None, initial=initial)

    def act() -> None:
        if page.decides:
            actions.decide_handling(one, form.told(), actor=person, at=now())
        else:
            actions.propose_handling(one, form.told(), actor=person)

    if form.is_valid() and done(form, act):
        messages.success(request, _("已保存。"))
        return redirect(_place(one))
    title = _("处理意见") if page.decides else _("提出处理建议")
    return form_page(
        request, form, title=title, back=_place(one), more={"opinion": one, "note": one.text}
    )


@takes_only_form
@requires(Role.READER)
def withdraw(request: HttpRequest, pk: int, opinion: int) -> HttpResponseBase:
    """Take an opinion back."""
    one, person, _page = _opinion(request, pk, opinion)
    told(request, lambda: actions.withdraw_opinion(one, actor=person), _("意见已撤回。"))
    return redirect("technical_reviews:opinions", pk)


def _place(one: Opinion) -> str:
    return f"{reverse('technical_reviews:opinions', args=[one.review_id])}#opinion-{one.pk}"


@only_read
@requires(Role.READER)
def table(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """The table of opinions as a file; of a running ballot only for who keeps it."""
    review, person = _seen(request, pk)
    page = opinions_page(review, person)
    if not page.is_whole:
        raise PermissionDenied(_("函审结束以前，只能看到自己的意见。"))
    written = opinions_docx if form == "docx" else opinions_xlsx
    content = written(review, names_sealed=page.names_sealed)
    name = f"{table_name(review)}.{form}"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name)
        or "attachment"
    }
    kind = DOCX if form == "docx" else XLSX
    return HttpResponse(content, content_type=kind, headers=headers)


@takes_only_form
@requires(Role.READER)
def put(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put the table of opinions on the project."""
    review, person = _seen(request, pk)
    told(
        request,
        lambda: actions.put_table(review, actor=person, at=now()),
        _("审查意见汇总处理表已放到项目材料里。"),
    )
    return redirect("technical_reviews:opinions", pk)
