"""The day and what follows: who takes part, who came, the minutes, the opinions."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.actions.documents import MOST_BYTES
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.wording import refusal as template_refusal
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.hearings.actions import minuting, opinions
from biaozhun.cloud.hearings.actions.registering import withdraw
from biaozhun.cloud.hearings.actions.selecting import answer_one
from biaozhun.cloud.hearings.forms import hearings as forms
from biaozhun.cloud.hearings.models import Hearing, Opinion, Registration
from biaozhun.cloud.hearings.permissions import DESK
from biaozhun.cloud.hearings.queries.hearings import kept_projects
from biaozhun.cloud.hearings.views import frame
from biaozhun.cloud.hearings.views.desk import kept_page
from biaozhun.cloud.hearings.wording import REGISTRATION_ACTION
from biaozhun.cloud.ui.reading import takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.documents.reports.form_walls import FormError


def _back(held: Hearing, anchor: str) -> HttpResponseBase:
    return redirect(f"/desk/hearings/{held.pk}#{anchor}")


def _given(
    request: HttpRequest,
    held: Hearing,
    name: str,
    form: Form,
    act: Callable[[], object],
    done: tuple[str, str],
) -> HttpResponseBase:
    """Do what a form of the page asks for and go back to its place, or give the form back.

    Args:
        request: with what was sent.
        held: the hearing.
        name: of the form in the page.
        form: as it was filled in.
        act: what it asks for.
        done: the sentence once it is done, and the place in the page.
    """
    if form.is_valid() and frame.done(form, act):
        sentence, anchor = done
        messages.success(request, sentence)
        return _back(held, anchor)
    if held.state == "held":  # else the form does not stand in the page
        return kept_page(request, held, **{name: form})
    frame.say_faults(request, form)
    return _back(held, "steps")


@takes_only_form
@requires(Role.READER)
def answer_registration(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Choose, pass over or take out one who registered."""
    person = signed_in(request)
    own = Project.objects.filter(kept_projects(person))
    rows = Registration.objects.filter(hearing__project__in=own).select_related("hearing__project")
    held = frame.found(rows, pk)
    if action not in REGISTRATION_ACTION:
        raise Http404(_("没有这一步。"))
    reason = request.POST.get("reason", "").replace("\x00", "")[:500]

    def act() -> None:
        if action == "withdraw":
            withdraw(held, roles=DESK, actor=person, at=now(), reason=reason)
        else:
            answer_one(held, action, reason, actor=person, at=now())

    frame.told(request, act, _("已登记。"))
    return _back(held.hearing, "registrations")


@takes_only_form
@requires(Role.READER)
def attendance(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say who came."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    present = [
        int(one)
        for one in request.POST.getlist("present")
        if one.isascii() and one.isdecimal() and len(one) <= 18
    ]
    frame.told(
        request,
        lambda: minuting.mark_attendance(held, present, actor=person, at=now()),
        _("已登记到场情况。"),
    )
    return _back(held, "registrations")


@takes_only_form
@requires(Role.READER)
def course(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down how it went."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    form = forms.CourseForm(request.POST, auto_id="course_%s")

    def act() -> None:
        minuting.write_course(held, minuting.CourseTold(**form.cleaned_data), actor=person)

    return _given(request, held, "course", form, act, (_("已保存。"), "minutes"))


@takes_files(up_to=MOST_BYTES)
@takes_only_form
@requires(Role.READER)
def bring_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Upload the minutes that were signed."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    form = forms.FileForm(request.POST, request.FILES, auto_id="minutes_%s")

    def act() -> None:
        file = form.cleaned_data["file"]
        minuting.bring_minutes(held, (file.name, file), actor=person, at=now())

    return _given(request, held, "file", form, act, (_("已登记听证纪要。"), "minutes"))


@takes_only_form
@requires(Role.READER)
def make_minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Fill the form of the region from what was written here."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    try:
        frame.told(
            request,
            lambda: minuting.make_minutes(held, actor=person, at=now()),
            _("已生成听证纪要，放进了项目的材料。"),
        )
    except (TemplateRefusedError, FormError) as error:
        messages.error(request, template_refusal(error))
    return _back(held, "minutes")


@takes_only_form
@requires(Role.READER)
def note_opinion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take down what a participant said."""
    person = signed_in(request)
    held = frame.kept_hearing(person, pk)
    form = forms.OpinionForm(request.POST, rows=held.registrations.all(), auto_id="opinion_%s")

    def act() -> None:
        said = form.cleaned_data
        told = opinions.OpinionTold(text=said["text"], place=said["place"])
        opinions.note_opinion(said["registration"], told, actor=person, at=now())

    return _given(request, held, "opinion", form, act, (_("已记下。"), "opinions"))


@takes_only_form
@requires(Role.READER)
def handle_opinion(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Decide how an opinion is handled, or take the decision back."""
    person = signed_in(request)
    own = Project.objects.filter(kept_projects(person))
    rows = Opinion.objects.filter(hearing__project__in=own).select_related("hearing__project")
    held = frame.found(rows, pk)
    if action == "decide":
        _decide(request, held, person)
    elif action == "decide_anew":
        reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
        frame.told(
            request,
            lambda: opinions.decide_anew(held, reason, actor=person, at=now()),
            _("可以重新处理了。"),
        )
    else:
        raise Http404(_("没有这一步。"))
    return _back(held.hearing, "opinions")


def _decide(request: HttpRequest, held: Opinion, person: Person) -> None:
    form = forms.HandlingForm(request.POST)
    if not form.is_valid():
        frame.say_faults(request, form)
        return
    said = form.cleaned_data
    frame.told(
        request,
        lambda: opinions.decide_opinion(
            held, said["disposition"], said["answer"], actor=person, at=now()
        ),
        _("已处理。"),
    )
