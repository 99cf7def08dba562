"""The page on which everybody comments: on a passage, a sentence of it, or the whole draft."""

import re
from http import HTTPStatus
from typing import Any, Final

import msgspec
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.cases.receipts import code_of
from biaozhun.cloud.consultations.actions.commenting import file_comment, takes_comments
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.forms.asking import number_asked
from biaozhun.cloud.consultations.forms.commenting import CommentForm
from biaozhun.cloud.consultations.limits import UPLOAD, may_file
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.queries.passages import (
    Passage,
    clause_of,
    passages_of,
    where,
)
from biaozhun.cloud.consultations.views.frame import found_or_404
from biaozhun.cloud.consultations.views.receipts import code_of_visit, to_receipt
from biaozhun.cloud.consultations.wording.refusals import refused
from biaozhun.cloud.demands.wording import FAULT
from biaozhun.cloud.foundation.clock import day_of, now, today
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files

_SENTENCE: Final = re.compile(r"[^。！？；\n]+[。！？；]?")
"""A sentence of a Chinese text ends with one of these signs, or with the passage."""


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a passage.

    Attributes:
        text: its words.
        start: its first character in the passage.
        end: behind its last one.
    """

    text: str
    start: int
    end: int


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """What a comment is about.

    Attributes:
        clause: as printed: 5.2, 表1.
        passage: empty where there is none of that id.
        quote: the words it is narrowed to; all of the passage where it is not.
        start: of the words, where it is narrowed.
        end: behind them.
        sentences: what it may be narrowed to; none where the passage is one sentence.
    """

    clause: str
    passage: Passage
    quote: str
    start: int | None = None
    end: int | None = None
    sentences: tuple[Sentence, ...] = ()


@takes_files(up_to=UPLOAD, from_anybody=UPLOAD)
@takes_form
def comment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Comment; what the address names is what the comment is about."""
    found, person, at = found_or_404(request, pk), person_of(request), now()
    held = found.consultation
    is_sent = request.method == "POST"
    place = _place(held, *_asked(request))
    form = CommentForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        person=person,
        at=at,
        initial=_initial(held, place),
    )
    takes = takes_comments(held, on=today()) and not (held.needs_account and person is None)
    if is_sent:
        answer = _sent(request, form, held, person)
        if answer is not None:
            return answer
    context = {
        "held": held,
        "project": held.project,
        "place": place,
        "form": form,
        "takes": takes,
        "shares": person is None and bool(code_of_visit(request, held)),
        "back": _back(held, place),
        "on": today(),
    }
    status = HTTPStatus.OK if not is_sent else _status(form)
    return render(request, "consultations/comment.html", context, status=status)


def _sent(
    request: HttpRequest, form: CommentForm, held: Consultation, person: Person | None
) -> HttpResponseBase | None:
    """Take the comment in and go to where its answer will be read; nothing where it is refused."""
    is_valid = form.is_valid()
    if not takes_comments(held, on=day_of(form.at)):  # said before all that may be wrong besides
        form.add_error(None, refused("comments_closed"))
    if not is_valid or form.non_field_errors():
        return None
    if form.cleaned_data["passage"] and form.cleaned_data["draft"] != str(held.draft_id):
        form.add_error(None, refused("text_replaced"))
        form.give_back(draft=str(held.draft_id))
        return None
    if not may_file(request, person):
        form.add_error(None, str(FAULT["too_many"]))
        return None
    said = msgspec.structs.replace(
        form.said, receipt="" if person else code_of_visit(request, held)
    )
    try:
        made = file_comment(held, said, person=person, at=form.at, origin=Comment.Origin.PAGE)
    except ConsultationRefusedError as error:
        form.add_error(None, refused(error.code))
        return None
    if person is None:
        return to_receipt(said.receipt or code_of(form.mark))
    words = _("第 {n} 号意见已收到。有了答复会通知您。")
    messages.success(request, words.format(n=made.number))
    return redirect("consultations:mine")


def _asked(request: HttpRequest) -> tuple[str, int | None, int | None]:
    """The place an address or a form names."""
    if request.method == "POST":
        start, end = request.POST.get("start", ""), request.POST.get("end", "")
        return request.POST.get("passage", "")[:100], _number(start), _number(end)
    narrowed = "to" in request.GET
    span = (number_asked(request.GET, "from"), number_asked(request.GET, "to"))
    return (request.GET.get("at", "")[:100], *(span if narrowed else (None, None)))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else None


def _place(held: Consultation, passage: str, start: int | None, end: int | None) -> Place | None:
    """What a comment is about; nothing for the whole draft and for a place it does not have."""
    passages = passages_of(held.draft) if passage else []
    at = where(passages, passage)
    if at is None:
        return None
    text = passages[at].text
    fits = start is not None and end is not None and 0 <= start < end <= len(text)
    sentences = sentences_of(text)
    return Place(
        clause=clause_of(passages, at),
        passage=passages[at],
        quote=text[start:end] if fits else text,
        start=start if fits else None,
        end=end if fits else None,
        sentences=sentences if len(sentences) > 1 else (),
    )


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a passage."""
    return tuple(
        Sentence(one[0].strip(), one.start(), one.end())
        for one in _SENTENCE.finditer(text)
        if one[0].strip()
    )


def _initial(held: Consultation, place: Place | None) -> dict[str, Any]:
    told: dict[str, Any] = {"draft": str(held.draft_id)}
    if place is not None:
        told |= {"passage": place.passage.id, "start": place.start, "end": place.end}
    return told


def _back(held: Consultation, place: Place | None) -> str:
    """The place in the draft that somebody comes from."""
    address = reverse("consultations:consultation", args=[held.pk])
    if place is None:
        return address
    return f"{address}?{urlencode({'at': place.passage.id})}#{place.passage.id}"


def _status(form: CommentForm) -> HTTPStatus:
    """429 where too much was sent, else 422."""
    if str(FAULT["too_many"]) in form.non_field_errors():
        return HTTPStatus.TOO_MANY_REQUESTS
    return HTTPStatus.UNPROCESSABLE_ENTITY
