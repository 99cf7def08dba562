"""The pool of representatives, and their invitations, at the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.hearings import exports
from biaozhun.cloud.hearings.actions import inviting, pool
from biaozhun.cloud.hearings.forms import representatives as forms
from biaozhun.cloud.hearings.forms.hearings import HandlingForm, SpokenForm
from biaozhun.cloud.hearings.life import INVITATION
from biaozhun.cloud.hearings.models import Invitation, PoolRun
from biaozhun.cloud.hearings.permissions import DESK
from biaozhun.cloud.hearings.queries import pool as pools
from biaozhun.cloud.hearings.queries.hearings import kept_projects
from biaozhun.cloud.hearings.tables import COLUMNS, MOST_LINES, NEEDED, unknown_columns
from biaozhun.cloud.hearings.views import frame
from biaozhun.cloud.hearings.wording import INVITATION_ACTION, KIND, STANDING
from biaozhun.cloud.rules.queries.listing import authorities_of
from biaozhun.cloud.ui.brought import MOST_BYTES, TableRefusedError, read_table
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.cloud.ui.templatetags.ui import quoted
from biaozhun.cloud.ui.uploads import takes_files


@only_read
@requires(Role.OPERATOR)
def representatives(request: HttpRequest) -> HttpResponseBase:
    """The pool, with whose term ends soon."""
    person, on = signed_in(request), today()
    kind, standing = request.GET.get("kind", ""), request.GET.get("standing", "in")
    words = clean(request.GET.get("q", ""))[:100]
    rows = pools.listed(
        person,
        on,
        kind=kind if kind in KIND else "",
        standing=standing if standing in STANDING else "",
        words=words,
    )
    page = Paginator(rows, pools.PAGE).get_page(page_asked(request.GET))
    context = {
        "kind": kind,
        "standing": standing,
        "q": words,
        "kinds": KIND,
        "standings": STANDING,
        "ending": pools.kept_by(person).filter(pools.ending(on)).count(),
        "on": on,
        **pages(page),
    }
    return render(request, "hearings/desk/representatives.html", context)


def _pools_of(person: Person) -> "QuerySet[Organisation]":
    """The authorities whose pools somebody keeps."""
    if person.organisation_id is not None:
        return Organisation.objects.filter(pk=person.organisation_id)
    return Organisation.objects.filter(pk__in=[one.pk for one in authorities_of(person)])


@takes_form
@requires(Role.OPERATOR)
def enter(request: HttpRequest) -> HttpResponseBase:
    """Put somebody into the pool of the own authority."""
    person = signed_in(request)
    authority = _pools_of(person).first()
    if authority is None:
        raise Http404(_("还没有标准化行政主管部门，不能建库。"))
    form = forms.RepresentativeForm(frame.posted(request))
    if form.is_valid() and frame.done(
        form, lambda: pool.enter(authority, form.told, actor=person, at=now())
    ):
        return redirect("hearings:representatives")
    back = reverse("hearings:representatives")
    return frame.form_page(request, form, title=_("登记代表"), back=back)


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is known of a representative."""
    person = signed_in(request)
    held = frame.found(pools.kept_by(person), pk)
    sent = request.method == "POST"
    form = forms.RepresentativeForm(request.POST) if sent else forms.RepresentativeForm.of(held)
    if form.is_valid() and frame.done(form, lambda: pool.change(held, form.told, actor=person)):
        return redirect("hearings:representatives")
    back = reverse("hearings:representatives")
    leave_at = None if held.left else reverse("hearings:leave", args=[held.pk])
    more = {"more_at": leave_at, "more_words": _("出库")}
    return frame.form_page(request, form, title=_("改代表信息"), back=back, more=more)


@takes_form
@requires(Role.OPERATOR)
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Somebody leaves the pool."""
    person = signed_in(request)
    held = frame.found(pools.kept_by(person), pk)
    form = forms.LeavingForm(frame.posted(request), initial={"day": today()})

    def act() -> None:
        said = form.cleaned_data
        pool.leave(held, said["day"], said["reason"], actor=person)

    if form.is_valid() and frame.done(form, act):
        return redirect("hearings:representatives")
    back = reverse("hearings:representatives")
    return frame.form_page(request, form, title=_("出库"), back=back, more={"subject": held.name})


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.OPERATOR)
def import_page(request: HttpRequest) -> HttpResponseBase:
    """Take a table in; an empty one with the columns is there to download."""
    if request.GET.get("format") == "csv":
        return csv_file("representatives", exports.empty_pool())
    person = signed_in(request)
    sent = request.method == "POST"
    data = (request.POST, request.FILES) if sent else ()
    form = forms.PoolTableForm(*data, pools=_pools_of(person))
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = read_table(upload.read(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
        except TableRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            authority = form.cleaned_data["authority"]
            run = pool.import_pool(authority, table, name=upload.name or "", actor=person)
            return redirect("hearings:import_run", pk=run.pk)
    context = {
        "form": form,
        "columns": [names[0] for names in COLUMNS.values()],
        "needed": [COLUMNS[name][0] for name in NEEDED],
    }
    return render(request, "hearings/desk/import.html", context, status=frame.status_of(form))


@only_read
@requires(Role.OPERATOR)
def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of a table, with the rows that were not taken."""
    own = _pools_of(signed_in(request))
    run = frame.found(PoolRun.objects.filter(authority__in=own), pk)
    if request.GET.get("format") == "csv":
        return csv_file("rejected", exports.rejected_rows(run))
    context = {
        "run": run,
        "unknown": unknown_columns(run.heading),
        "columns": [names[0] for names in COLUMNS.values()],
    }
    return render(request, "hearings/desk/import_run.html", context)


@takes_form
@requires(Role.READER)
def invite(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Invite representatives to a stage of a project, and see who was."""
    person = signed_in(request)
    project = frame.kept_project(person, pk)
    fitting = pools.fitting(project, today())
    offered = [
        (str(one.pk), format_html("{} · {} {}", quoted(one.name), KIND[one.kind], quoted(one.unit)))
        for one in fitting
    ]
    form = forms.InviteForm(frame.posted(request), offered=offered)

    def act() -> None:
        named = {int(one) for one in form.cleaned_data["representatives"]}
        chosen = [one for one in fitting if one.pk in named]
        inviting.invite(project, chosen, form.told, actor=person, at=now())

    if form.is_valid() and frame.done(form, act):
        return redirect("hearings:invite", pk=project.pk)
    invited = Invitation.objects.filter(project=project).select_related("representative")
    context = {
        "project": project,
        "form": form,
        "has_pool": bool(fitting),
        "invited": invited.order_by("stage", "pk"),
    }
    return render(request, "hearings/desk/invite.html", context, status=frame.status_of(form))


def _kept_invitation(person: Person, pk: int) -> Invitation:
    own = Project.objects.filter(kept_projects(person))
    rows = Invitation.objects.filter(project__in=own)
    return frame.found(rows.select_related("project", "hearing", "representative"), pk)


@only_read
@requires(Role.READER)
def invitation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One invitation: its code, the answer, the opinion and what came of it."""
    return _invitation_page(request, _kept_invitation(signed_in(request), pk))


def _invitation_page(request: HttpRequest, held: Invitation, **given: Form) -> HttpResponseBase:
    """The page; a form that was refused is given back as it was filled in."""
    buttons = [
        (row.action, INVITATION_ACTION[row.action])
        for row in INVITATION.transitions
        if held.state in row.sources and row.roles & DESK
    ]
    context = {
        "held": held,
        "code": inviting.code_for(held.nonce),
        "buttons": buttons,
        "noting": forms.NotingForm(auto_id="noting_%s"),
        "spoken": SpokenForm(auto_id="spoken_%s", initial={"text": held.opinion}),
        "handling": HandlingForm(
            auto_id="handling_%s",
            initial={"disposition": held.disposition, "answer": held.answer},
        ),
        "may_speak": held.state in inviting.SPEAKS and not held.disposition,
        **given,
    }
    status = frame.FAULTY if given else frame.SHOWN
    return render(request, "hearings/desk/invitation.html", context, status=status)


@takes_only_form
@requires(Role.READER)
def act_on_invitation(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """A step of the desk, an opinion that came by letter, or how one is handled."""
    person = signed_in(request)
    held = _kept_invitation(person, pk)
    name, kind = _SENT.get(action, ("noting", forms.NotingForm))
    if action not in _SENT and action not in INVITATION_ACTION:
        raise Http404(_("没有这一步。"))
    form = kind(request.POST, auto_id=f"{name}_%s")

    def act() -> None:
        said = form.cleaned_data
        if action == "say":
            inviting.record_opinion(held, said["text"], roles=DESK, actor=person, at=now())
        elif action == "handle":
            told = (said["disposition"], said["answer"])
            inviting.handle_opinion(held, *told, actor=person, at=now())
        else:
            inviting.step_invitation(held, action, actor=person, at=now(), **said)

    if not (form.is_valid() and frame.done(form, act)):
        return _invitation_page(request, _kept_invitation(person, pk), **{name: form})
    messages.success(request, _DONE.get(action, _("已登记。")))
    return redirect("hearings:invitation", pk=pk)


_SENT: dict[str, tuple[str, type[Form]]] = {
    "say": ("spoken", SpokenForm),
    "handle": ("handling", HandlingForm),
}
_DONE = {"say": gettext_lazy("已记下。"), "handle": gettext_lazy("已处理。")}
