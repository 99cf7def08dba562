"""An attachment that was lacking: its table is read, looked through, and taken in."""

from collections.abc import Sequence
from http import HTTPStatus

import msgspec
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires
from biaozhun.cloud.plans.actions.changing import By
from biaozhun.cloud.plans.actions.comparing import tasks_stamp
from biaozhun.cloud.plans.actions.importing import Choice, Source, take_rows
from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.files import MOST_BYTES, read_upload
from biaozhun.cloud.plans.forms.importing import ADD, SKIP, RowsForm, TableForm
from biaozhun.cloud.plans.models import Passage, Plan, Task
from biaozhun.cloud.plans.queries.matching import Match, matches
from biaozhun.cloud.plans.queries.plans import GONE
from biaozhun.cloud.plans.tables import ImportRow, table_rows
from biaozhun.cloud.plans.views.answering import CONFLICT, FAULTY, asks_reason, plan_at, save
from biaozhun.cloud.plans.wording.refusals import refusal
from biaozhun.cloud.ui.reading import takes_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.documents.errors import DocumentError


class Proposed(msgspec.Struct, frozen=True):
    """A row, the tasks to choose from, and what becomes of it: a task's id, ``add`` or ``skip``."""

    row: ImportRow
    match: Match
    chosen: str


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.OPERATOR)
def table(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send a table; look through its rows; take them in."""
    plan = plan_at(pk)
    if request.method != "POST":
        return _asked(request, plan, TableForm())
    if "rows" in request.POST:
        return _taken(request, plan)
    form = TableForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            text = read_upload(form.cleaned_data["file"])
            rows = table_rows(text, plan.date_signed or plan.date_issued, fill=_fills(form))
        except PlanRefusedError as error:
            form.add_error("file", refusal(error.code))
        except DocumentError as error:
            form.add_error("file", f"{fault(error.code)} ({error.code})")
        else:
            name = form.cleaned_data["file"].name or ""
            packed = msgspec.json.encode(rows).decode()
            first = {"rows": packed, "file": name[:500], "stamp": tasks_stamp(_tasks(plan))}
            fresh = RowsForm(initial=first, asks_reason=asks_reason(plan))
            return _looked(request, plan, fresh, rows)
    return _asked(request, plan, form, FAULTY)


def _fills(form: TableForm) -> bool:
    return bool(form.cleaned_data["fill"])


def _asked(
    request: HttpRequest, plan: Plan, form: TableForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponseBase:
    context = {"plan": plan, "form": form, "lacking": _lacking(plan)}
    return render(request, "plans/table.html", context, status=status)


def _lacking(plan: Plan) -> list[Passage]:
    return list(plan.passages.filter(kind=Passage.Kind.ATTACHMENT, settled=False))


def _tasks(plan: Plan) -> list[Task]:
    return list(plan.tasks.exclude(state__in=GONE).order_by("rank", "id"))


def _looked(
    request: HttpRequest,
    plan: Plan,
    form: RowsForm,
    rows: Sequence[ImportRow],
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    """The rows with their faults, each with what becomes of it."""
    tasks = _tasks(plan)
    meant = zip(rows, matches(rows, tasks), strict=True)
    context = {
        "plan": plan,
        "form": form,
        "proposed": [
            Proposed(row, match, request.POST.get(f"row-{n}") or _likely(row, match))
            for n, (row, match) in enumerate(meant)
        ],
        "faulty": sum(bool(row.faults) for row in rows),
    }
    return render(request, "plans/table_rows.html", context, status=status)


def _likely(row: ImportRow, match: Match) -> str:
    if match.task is not None:
        return str(match.task.pk)
    return ADD if row.text else SKIP


def _taken(request: HttpRequest, plan: Plan) -> HttpResponseBase:
    """Take the chosen rows in."""
    form = RowsForm(request.POST, asks_reason=asks_reason(plan))
    if "rows" not in form.data or (not form.is_valid() and "rows" in form.errors):
        for sentence in form.errors.get("rows", []):
            messages.error(request, str(sentence))
        return redirect("plans:table", plan.pk)
    tasks = {str(task.pk): task for task in _tasks(plan)}
    lacking = _lacking(plan)
    done: list[tuple[int, int]] = []

    def act(by: By) -> None:
        chosen = form.chosen(request.POST)
        choices = [Choice(r, tasks.get(what)) for r, what in chosen if what == ADD or what in tasks]
        source = Source(form.cleaned_data["file"], lacking[0] if len(lacking) == 1 else None)
        done.append(take_rows(plan, choices, stamp=form.drawn_of, told=source, by=by))

    saved = save(request, form, act)
    if not saved.done:
        rows = form.cleaned_data["rows"]
        if saved.status == CONFLICT:
            form.data = request.POST.dict() | {"stamp": tasks_stamp(_tasks(plan))}
        return _looked(request, plan, form, rows, saved.status)
    changed, added = done[0]
    sentence = _("更新了 {changed} 项任务，新增 {added} 项。")
    messages.success(request, sentence.format(changed=changed, added=added))
    return redirect("plans:reading", plan.pk)
