"""Tables that people bring, and what became of them."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.committees import exports
from biaozhun.cloud.committees.actions.importing import import_table
from biaozhun.cloud.committees.forms.committees import TableForm
from biaozhun.cloud.committees.limits import MOST_LINES
from biaozhun.cloud.committees.models import Committee, TableRun
from biaozhun.cloud.committees.permissions import committees_kept_by, reads_run
from biaozhun.cloud.committees.queries.runs import run_at
from biaozhun.cloud.committees.tables import BY_KIND, NEEDED
from biaozhun.cloud.committees.wording import TABLE, TABLE_BACK
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.brought import MOST_BYTES, TableRefusedError, read_table
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.cloud.ui.uploads import takes_files


@takes_files(up_to=MOST_BYTES)
@takes_form
@requires(Role.READER)
def import_page(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Take a table in; an empty one with the columns is there to download."""
    actor = signed_in(request)
    _permit(kind, actor)
    columns = BY_KIND[kind]
    if request.GET.get("format") == "xlsx":
        return exports.sample(kind, columns)
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = read_table(upload.read(), columns, needed=NEEDED[kind], most_lines=MOST_LINES)
        except TableRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            run = import_table(table, kind, name=upload.name or "", actor=actor)
            return redirect("committees:import_run", pk=run.pk)
    context = {
        "form": form,
        "kind": kind,
        "title": TABLE[kind],
        "back": TABLE_BACK[kind],
        "columns": [names[0] for names in columns.values()],
        "needed": [columns[name][0] for name in NEEDED[kind]],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_sent else HTTPStatus.OK
    return render(request, "committees/desk/import.html", context, status=status)


def _permit(kind: str, person: Person) -> None:
    """The authority brings everything; a secretariat the members of its committees."""
    if kind not in BY_KIND:
        raise Http404(_("没有这种表格。"))
    keeps_some = Committee.objects.filter(committees_kept_by(person))
    if is_authority(person) or (kind == TableRun.Kind.MEMBERS and keeps_some.exists()):
        return
    raise PermissionDenied(_("您的角色还不能做这件事。"))


@only_read
@requires(Role.READER)
def import_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What became of a table, with the rows that were not taken."""
    run, person = run_at(pk), signed_in(request)
    if run is None or not reads_run(person, run):
        raise Http404(_("没有这次导入。"))
    if request.GET.get("format") == "csv":
        return exports.rejected(run)
    context = {"run": run, "title": TABLE[run.kind], "back": TABLE_BACK[run.kind]}
    return render(request, "committees/desk/import_run.html", context)
