"""Letters at the desk: whom to ask, what was sent, who answered."""

import io
import zipfile
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.consultations.actions import letters as acts
from biaozhun.cloud.consultations.forms.letters import DueForm, PaperReplyForm, UnitsForm
from biaozhun.cloud.consultations.models import Consultation, Letter
from biaozhun.cloud.consultations.paper_forms import LETTER
from biaozhun.cloud.consultations.queries import letters as held_letters
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.consultations.views.frame import done, form_page, kept_or_403, told
from biaozhun.cloud.consultations.views.said_of_letters import said_of
from biaozhun.cloud.consultations.wording.letters import state_of
from biaozhun.cloud.form_templates.actions.filling import Filled, filled
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.files import docx_answer
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.documents.reports.form_walls import FormError

MOST_TOGETHER = 500


@takes_form
@requires(Role.READER)
def letters(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The units on the list, whom else to ask, and what became of each letter."""
    held = kept_or_403(request, pk).consultation
    is_sent = request.method == "POST"
    form = UnitsForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        added: list[int] = []

        def add() -> None:
            added.append(acts.add_units(held, form.told, actor=signed_in(request)))

        if done(form, add):
            messages.success(request, _("列入 {n} 个单位。").format(n=added[0]))
            return redirect("consultations:letters", pk=pk)
    status = 422 if is_sent else 200
    context = _page(held, form, DueForm(), [])
    return render(request, "consultations/desk/letters.html", context, status=status)


def _page(
    held: Consultation, form: UnitsForm, due: DueForm, chosen: Sequence[Letter]
) -> dict[str, object]:
    day = today()
    rows = list(held_letters.letters_of(held))
    ways = held_letters.reachable(rows)
    return {
        "held": held,
        "project": held.project,
        "form": form,
        "due_form": due,
        "chosen": [one.pk for one in chosen],
        "rows": [
            {
                "letter": one,
                "way": ways[one.pk],
                "state": state_of(one, is_over=one.due is not None and one.due < day),
            }
            for one in rows
        ],
        "checklist": held_letters.checklist(held, rows, day),
        "usual": held_letters.usual_units(held) if held.state in acts.LISTED else [],
        "figures": figures_of(held, day),
        "may_list": held.state in acts.LISTED,
        "may_send": held.state == "open",
        "may_state": held.state in acts.ANSWERED,
    }


def _chosen(request: HttpRequest, held: Consultation) -> list[Letter]:
    asked = request.POST.getlist("letter")[:MOST_TOGETHER]
    pks = [int(one) for one in asked if one.isascii() and one.isdecimal() and len(one) <= 18]
    return list(held.letters.filter(pk__in=pks))


@takes_only_form
@requires(Role.READER)
def act(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Send or chase the letters that are ticked; take the usual units over.

    A day that cannot be is said beside it, and what was ticked stays ticked.
    """
    held, person = kept_or_403(request, pk).consultation, signed_in(request)
    if action == "usual":
        _take_usual(request, held)
        return redirect("consultations:letters", pk=pk)
    if action not in {"send", "chase"}:
        raise Http404(_("没有这一步。"))
    chosen = _chosen(request, held)
    if not chosen:
        messages.error(request, _("没有选中单位。"))
    elif action == "send" and all(one.sent for one in chosen):
        messages.error(request, _("勾选的单位都已经发过函；要提醒的，请点“给勾选的催复”。"))
    elif action == "send":
        due = DueForm(request.POST)
        if not (due.is_valid() and _sent(held, chosen, due, person)):
            context = _page(held, UnitsForm(), due, chosen)
            return render(request, "consultations/desk/letters.html", context, status=422)
        messages.success(request, _("函已发出；没有平台账户也没有邮箱的，请下载打印寄送。"))
    else:
        told(request, lambda: acts.chase(held, chosen, actor=person, at=now()), _("已催复。"))
    return redirect("consultations:letters", pk=pk)


def _sent(held: Consultation, chosen: Sequence[Letter], due: DueForm, person: Person) -> bool:
    """Send letters, or write beside the day why not; whether they were sent."""
    day = due.cleaned_data["due"]
    return done(due, lambda: acts.send(held, chosen, actor=person, at=now(), due=day))


def _take_usual(request: HttpRequest, held: Consultation) -> None:
    wanted = set(request.POST.getlist("unit")[:MOST_TOGETHER])
    units = [
        acts.NewUnit(unit=one.unit, group=one.group, email=one.email)
        for one in held_letters.usual_units(held)
        if one.unit in wanted
    ]
    if not units:
        messages.error(request, _("没有选中单位。"))
        return
    count = len(units)
    sentence = ngettext("列入 {count} 个单位。", "列入 {count} 个单位。", count).format(count=count)
    told(request, lambda: acts.add_units(held, units, actor=signed_in(request)), sentence)


def _letter(request: HttpRequest, pk: int) -> Letter:
    """A letter of a consultation that one keeps.

    Raises:
        Http404: there is none.
        PermissionDenied: somebody else keeps it.
    """
    rows = Letter.objects.select_related("consultation")
    found = rows.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if found is None:
        raise Http404(_("没有这封函。"))
    found.consultation = kept_or_403(request, found.consultation_id).consultation
    return found


@takes_only_form
@requires(Role.READER)
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a unit off the list."""
    letter = _letter(request, pk)
    act_ = lambda: acts.remove_unit(letter, actor=signed_in(request))  # noqa: E731  -- one use
    told(request, act_, _("已从名单里删除。"))
    return redirect("consultations:letters", pk=letter.consultation_id)


@takes_form
@requires(Role.READER)
def state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter a reply that came on paper."""
    letter, person = _letter(request, pk), signed_in(request)
    is_sent = request.method == "POST"
    form = PaperReplyForm(request.POST if is_sent else None, initial={"received": today()})
    back = reverse("consultations:letters", args=[letter.consultation_id])
    if is_sent and form.is_valid():
        fields = form.cleaned_data
        said = [said_of(letter, fields, f"paper:{letter.pk}")] if fields["text"] else []
        answer = form.answer(*said)
        at = now()
        if done(form, lambda: acts.reply(letter, answer, person=None, at=at, stated_by=person)):
            messages.success(request, _("回函已登记。"))
            return redirect(back)
    named = {"named": letter.unit}
    return form_page(request, form, title=_("登记书面回函"), back=back, more=named)


@only_read
@requires(Role.READER)
def paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The letter to a unit as a Word file."""
    letter = _letter(request, pk)
    back = reverse("consultations:letters", args=[letter.consultation_id])
    try:
        return docx_answer(_filled(letter))
    except (FormError, TemplateRefusedError) as error:
        messages.error(request, refusal(error))
        return redirect(back)


def _filled(letter: Letter) -> Filled:
    authority = letter.consultation.project.authority
    made = filled(LETTER, letter.pk, authority, today())
    return Filled(f"{_('征求意见函')}-{letter.unit}.docx", made.content)


@only_read
@requires(Role.READER)
def papers(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All letters with what is attached: the draft, its note and the comment form, in one file."""
    held = kept_or_403(request, pk).consultation
    try:
        content = _packed(held)
    except (FormError, TemplateRefusedError) as error:
        messages.error(request, refusal(error))
        return redirect("consultations:letters", pk=pk)
    disposition = content_disposition_header(as_attachment=True, filename=f"letters-{pk}.zip")
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(content, content_type="application/zip", headers=headers)


def _packed(held: Consultation) -> bytes:
    project = held.project
    form = filled("drafting.comment_form", project.pk, project.authority, today())
    papers_ = [held.draft]
    note = project.documents.filter(kind="explanatory_note", accompanies=held.draft)
    papers_ += list(note.order_by("-version")[:1])
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for letter in held_letters.letters_of(held):
            letter.consultation = held
            one = _filled(letter)
            package.writestr(f"{_plain(letter.unit)}.docx", one.content)
        package.writestr("附件/地方标准征求意见表.docx", form.content)
        for one_paper in papers_:
            with one_paper.file.open("rb") as stream_of:
                package.writestr(f"附件/{_plain(one_paper.name)}", stream_of.read())
    return stream.getvalue()


def _plain(name: str) -> str:
    """A name of a file that every system takes."""
    return "".join("-" if sign in '\\/:*?"<>|' else sign for sign in name)[:80]
