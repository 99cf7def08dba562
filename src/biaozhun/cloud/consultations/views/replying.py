"""The page of a unit that is asked: by the code of its letter, or signed in.

The code stays in the browser for half an hour, in a cookie that no script reads and that is sent
to these pages alone; it never stands in an address.
"""

from http import HTTPStatus
from typing import Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.cases.receipts import read_code
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.actions import bringing, letters
from biaozhun.cloud.consultations.actions.commenting import takes_comments
from biaozhun.cloud.consultations.forms.letters import NoneForm, SayForm, TableForm
from biaozhun.cloud.consultations.limits import may_file, may_look_up
from biaozhun.cloud.consultations.models import BroughtTable, Letter
from biaozhun.cloud.consultations.queries.codes import letter_of
from biaozhun.cloud.consultations.views.frame import done
from biaozhun.cloud.consultations.views.said_of_letters import said_of
from biaozhun.cloud.consultations.wording.refusals import REFUSAL
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files

COOKIE: Final = "letter"
AGE: Final = 1800  # seconds
PLACE: Final = "/consultations/letters"
PAGE: Final = 30
_FORMS: Final = {"none": NoneForm, "say": SayForm, "table": TableForm, "enter": NoneForm}


class CodeForm(forms.Form):
    """A code as it stands on the letter."""

    code = forms.CharField(
        label=gettext_lazy("回复码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "印在征求意见函上，16 位字母和数字，如 ABCD-EFGH-IJKL-MNOP；大小写和横线不限。"
        ),
    )


def _keep(answer: HttpResponseBase, code: str) -> HttpResponseBase:
    answer.set_cookie(COOKIE, code, max_age=AGE, path=PLACE, httponly=True, samesite="Lax")
    return answer


@never_cache
@takes_form
def by_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code, or show the page of its unit."""
    if request.method == "POST":
        return _entered(request)
    code = request.COOKIES.get(COOKIE, "")
    letter = letter_of(code)
    if letter is None:
        return render(request, "consultations/letter_code.html", {"form": CodeForm()})
    return _keep(_page(request, letter, {}, by_code=True), read_code(code))


def _entered(request: HttpRequest) -> HttpResponseBase:
    form = CodeForm(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        if not may_look_up(request):
            status = HTTPStatus.TOO_MANY_REQUESTS
            form.add_error("code", _("这一小时里试得太多了，请过一小时再来。"))
        elif letter_of(form.cleaned_data["code"]) is not None:
            answer = redirect("consultations:by_code")
            return _keep(answer, read_code(form.cleaned_data["code"]))
        else:
            form.add_error("code", str(REFUSAL["no_such_code"]))
    return render(request, "consultations/letter_code.html", {"form": form}, status=status)


@takes_only_form
def leave(request: HttpRequest) -> HttpResponseBase:  # noqa: ARG001  -- a view's own
    """Let the browser forget the code."""
    answer = redirect("consultations:by_code")
    answer.delete_cookie(COOKIE, path=PLACE, samesite="Lax")
    return answer


@never_cache
@takes_files(up_to=bringing.MOST_BYTES, from_anybody=bringing.MOST_BYTES)
@takes_only_form
def act_by_code(request: HttpRequest, action: str) -> HttpResponseBase:
    """What a unit does with the code of its letter."""
    code = request.COOKIES.get(COOKIE, "")
    letter = letter_of(code)
    if letter is None:
        return redirect("consultations:by_code")
    return _keep(_act(request, letter, action, by_code=True), read_code(code))


@only_read
@requires(Role.READER)
def to_us(request: HttpRequest) -> HttpResponseBase:
    """The letters to one's own unit, those without a reply first."""
    unit = signed_in(request).organisation_id
    rows = Letter.objects.none() if unit is None else _own(unit)
    page = Paginator(rows, PAGE).get_page(page_asked(request.GET))
    context = {**pages(page), "today": today(), "has_unit": unit is not None}
    return render(request, "consultations/desk/letters_to_us.html", context)


def _own(unit: int) -> QuerySet[Letter]:
    rows = Letter.objects.filter(organisation=unit, sent__isnull=False)
    return rows.select_related("consultation__project").order_by("reply", "due", "-pk")


@never_cache
@only_read
@requires(Role.READER)
def one_to_us(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A letter to one's own unit."""
    return _page(request, _ours(signed_in(request), pk), {}, by_code=False)


@never_cache
@takes_files(up_to=bringing.MOST_BYTES)
@takes_only_form
@requires(Role.READER)
def act_to_us(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """What a unit does about a letter to it."""
    return _act(request, _ours(signed_in(request), pk), action, by_code=False)


def _ours(person: Person, pk: int) -> Letter:
    """A letter to the unit of somebody.

    Raises:
        Http404: there is none, or it went to another unit.
    """
    found = None
    if pk <= LARGEST_ID and person.organisation_id is not None:
        found = _own(person.organisation_id).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这封函。"))
    return found


def _page(
    request: HttpRequest, letter: Letter, bound: dict[str, forms.Form], *, by_code: bool
) -> HttpResponseBase:
    letters.open_letter(letter, at=now())
    held = letter.consultation
    table = letter.tables.filter(entered=None).order_by("-pk").first()
    person = person_of(request)
    signed = letter.replied_by or (person.name if person else "")
    empty = {
        name: kind(initial={"signed_by": signed}, auto_id=f"{name}_%s")
        for name, kind in _FORMS.items()
    }
    context = {
        "letter": letter,
        "held": held,
        "project": held.project,
        "comments": list(letter.comments.order_by("number")),
        "is_open": takes_comments(held, on=today()),
        "forms": {**empty, **bound},
        "table": table,
        "seen": bringing.seen(table) if table else None,
        "acts": PLACE if by_code else reverse("consultations:one_to_us", args=[letter.pk]),
        "by_code": by_code,
    }
    base = "consultations/letter.html" if by_code else "consultations/desk/letter_to_us.html"
    is_bound = any(one.is_bound for one in bound.values())
    return render(request, base, context, status=422 if is_bound else 200)


def _act(request: HttpRequest, letter: Letter, action: str, *, by_code: bool) -> HttpResponseBase:
    back = "consultations:by_code" if by_code else "consultations:one_to_us"
    args = () if by_code else (letter.pk,)
    if action == "forget":
        for table in letter.tables.filter(entered=None):
            bringing.drop_table(table)
        messages.success(request, _("没有录入，文件已删除。"))
        return redirect(back, *args)
    if action not in _FORMS:
        raise Http404(_("没有这一步。"))
    form = _FORMS[action](request.POST, request.FILES, auto_id=f"{action}_%s")
    if not may_file(request, person_of(request)):
        form.is_valid()
        form.add_error(None, _("这一小时里提交得太多了，请过一小时再来。"))
    elif form.is_valid() and done(form, lambda: _do(request, letter, action, form)):
        if action != "table":
            messages.success(request, _("回复已收到，谢谢。"))
        return redirect(back, *args)
    return _page(request, letter, {action: form}, by_code=by_code)


def _do(request: HttpRequest, letter: Letter, action: str, form: forms.Form) -> None:
    person, at, fields = person_of(request), now(), form.cleaned_data
    if action == "table":
        upload = fields["file"]
        content = (upload.name or "", upload.read())
        made = bringing.look_at(letter.consultation, content, actor=person, at=at, letter=letter)
        for before in letter.tables.filter(entered=None).exclude(pk=made.pk):
            bringing.drop_table(before)
    elif action == "enter":
        table = BroughtTable.objects.filter(letter=letter, entered=None).order_by("-pk").first()
        if table is not None:
            bringing.enter(table, actor=person, at=at, signed_by=fields["signed_by"])
    else:
        comments = [said_of(letter, fields, f"letter:{letter.pk}")] if action == "say" else []
        reply = Letter.Reply.COMMENTS if comments else Letter.Reply.NONE
        answer = letters.Replied(
            reply=reply, signed_by=fields["signed_by"], comments=tuple(comments)
        )
        letters.reply(letter, answer, person=person, at=at)
