"""The page on which somebody points out what the columns of a table are."""

from http import HTTPStatus

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.importers import ImportFormatError, Row
from biaozhun.cloud.catalogue.importers.looking import Table, table_of, tried
from biaozhun.cloud.catalogue.wording import CELL, FIELD
from biaozhun.cloud.desk.actions.uploading import keep_mapping
from biaozhun.cloud.desk.forms import pointing
from biaozhun.cloud.desk.forms.pointing import Pointed
from biaozhun.cloud.desk.models import SavedMapping, Upload
from biaozhun.cloud.desk.queries.uploads import fitting, path_of
from biaozhun.cloud.desk.views.uploads import held
from biaozhun.cloud.desk.wording import DELIMITER, ENCODING, HELP, STATUS_WORD, fault
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.bibliography.mapping import (
    Mapping,
    MappingError,
    TableLayout,
    read_mapping,
    write_mapping,
)
from biaozhun.core.errors import BiaozhunError

PREVIEWED = 50  # rows


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """The first rows as the mapping reads them, or why it does not."""

    rows: list[Row] = []
    refusal: BiaozhunError | None = None
    words: str = ""

    @property
    def rejected(self) -> int:
        """How many of the rows would go in nowhere."""
        return sum(1 for row in self.rows if row.record is None)


@takes_form
@requires(Role.OPERATOR)
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Point, look at fifty rows, keep."""
    upload = held(pk)
    if not _mappable(upload):
        raise Http404(_("这种文件的各列不用说明。"))
    data = request.POST if request.method == "POST" else request.GET
    try:
        table = table_of(path_of(upload), pointing.layout_asked(data))
    except (ImportFormatError, MappingError) as error:
        return _unreadable(request, upload, error)
    offered = fitting([column.name for column in table.columns])
    if request.method != "POST":
        return _page(request, upload, table, _first(request, upload, table, offered), offered)
    form = pointing.pointed(request.POST, table)
    if request.POST.get("do") != "keep":
        return _page(request, upload, table, form, offered)
    try:
        _keep(request, upload, table, form)
    except BiaozhunError:
        return _page(request, upload, table, form, offered, refused=True)
    messages.success(request, _("对照已保存，名为“{name}”。").format(name=form.name))
    return redirect("desk:upload", pk)


def _mappable(upload: Upload) -> bool:
    return upload.look.get("kind") in ("table", "xlsx", "json") and upload.mends_id is None


def _keep(request: HttpRequest, upload: Upload, table: Table, form: Pointed) -> None:
    described = _described(upload, table, form)
    names = [column.name for column in table.columns]
    keep_mapping(upload, write_mapping(described), names, by=signed_in(request))


def _described(upload: Upload, table: Table, form: Pointed) -> Mapping:
    is_json = upload.look.get("kind") == "json"
    return pointing.mapping_of(form, table, title=upload.file_name[:200], is_json=is_json)


def _first(
    request: HttpRequest, upload: Upload, table: Table, offered: list[SavedMapping]
) -> Pointed:
    """What the page begins with: the upload's own mapping, one that fits, or proposals."""
    like = request.GET.get("like", "")
    chosen = next((kept.text for kept in offered if str(kept.pk) == like), "")
    if not chosen and upload.mapping and like != "0":
        chosen = upload.mapping
    if not chosen and offered and like != "0":
        chosen = offered[0].text
    if chosen:
        return pointing.from_mapping(table, read_mapping(chosen))
    return pointing.proposed(table, upload.file_name.rsplit(".", 1)[0][:40].strip() or "mapping")


def _page(
    request: HttpRequest,
    upload: Upload,
    table: Table,
    form: Pointed,
    offered: list[SavedMapping],
    *,
    refused: bool = False,
) -> HttpResponse:
    context = {
        "upload": upload,
        "table": table,
        "columns": list(zip(table.columns, form.fields, form.separators, strict=True)),
        "form": form,
        "fields": pointing.words_of({**FIELD, **CELL}),
        "help": HELP,
        "offered": offered,
        "statuses": STATUS_WORD.items(),
        "encodings": ENCODING.items(),
        "delimiters": DELIMITER.items(),
        "preview": _preview(upload, table, form),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "desk/mapping.html", context, status=status)


def _preview(upload: Upload, table: Table, form: Pointed) -> Preview:
    try:
        rows = tried(path_of(upload), _described(upload, table, form), PREVIEWED)
    except BiaozhunError as error:
        return Preview(refusal=error, words=fault(error.code))
    return Preview(rows=rows)


def _unreadable(request: HttpRequest, upload: Upload, error: BiaozhunError) -> HttpResponse:
    """The table cannot be read as the address asks; the way back is offered."""
    context = {
        "upload": upload,
        "refusal": error,
        "words": fault(error.code),
        "table": Table(layout=TableLayout(), sheets=[], columns=[]),
        "encodings": ENCODING.items(),
        "delimiters": DELIMITER.items(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "desk/mapping_unreadable.html", context, status=status)


@only_read
@requires(Role.OPERATOR)
def mapping_file(request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001  -- the form of a view
    """The mapping as the file that ``biaozhun import --mapping`` reads."""
    upload = held(pk)
    if not upload.mapping:
        raise Http404(_("这次上传没有用对照。"))
    disposition = f'attachment; filename="mapping-{upload.pk}.toml"'
    return HttpResponse(
        upload.mapping,
        content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": disposition},
    )
