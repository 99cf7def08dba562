"""``biaozhun check``: which standards a document cites, and whether they hold.

What a check finds is a result and no failure: the command ends with 0 whatever stands in the
document, and with 1 only where the document cannot be read.
"""

import datetime as dt
import json as jsons
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
import typer

from biaozhun.cli import output_file, platform
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument, Citing
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.isolation import isolated_call, read_isolated

if TYPE_CHECKING:
    from biaozhun.cloud.validity.digests import Digests
    from biaozhun.documents.reports import ReportWords

_STANDARD_INPUT: Final = "-"
_LOOKED_AT: Final = 65536  # bytes of standard input its encoding is told from
_LANGUAGES: Final = ("zh-hans", "zh-hant", "en")

Out = Path | None


def check(  # noqa: PLR0913  -- one parameter an option
    file: Annotated[str, typer.Argument(help="A document of any kind; - for standard input.")],
    data_dir: platform.DataDir = None,
    *,
    on: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="The day the answers are for (default: today).",
        ),
    ] = None,
    citing: Annotated[
        Citing, typer.Option(help="Who cites: the consequence depends on it.")
    ] = Citing.REFERENCE,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    xlsx: Annotated[Out, typer.Option(metavar="OUT", help="Write a workbook.")] = None,
    docx: Annotated[Out, typer.Option(metavar="OUT", help="Write a Word report.")] = None,
    html: Annotated[Out, typer.Option(metavar="OUT", help="Write a page.")] = None,
    annotate: Annotated[
        Out, typer.Option(metavar="OUT", help="Write the DOCX itself with comments in it.")
    ] = None,
    language: Annotated[
        str, typer.Option(help=f"Of the reports: {', '.join(_LANGUAGES)}.")
    ] = _LANGUAGES[0],
) -> None:
    """Check the standards a document cites: how each stands on the day, and what follows."""
    if language not in _LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(_LANGUAGES)}", param_hint="--language")
    wanted = {"xlsx": xlsx, "docx": docx, "html": html, "annotate": annotate}
    targets = {form: target for form, target in wanted.items() if target is not None}
    platform.start(data_dir)
    _look_at(targets, file)
    document = _checked(file, on=on.date() if on else None, citing=citing)
    for form, content in _reports(document, targets, language, Path(file)).items():
        targets[form].write_bytes(content)
        typer.echo(f"{targets[form]} written", err=True)
    _say(document, as_json=json)


def _say(document: CheckedDocument, *, as_json: bool) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream until now
    if as_json:
        sys.stdout.write(_as_json(document) + "\n")
    else:
        _tell(document)


def _look_at(targets: dict[str, Path], file: str) -> None:
    """Refuse a file that may not be written, before anything is read.

    Raises:
        BadParameter: it is what is read, lies in the library, or cannot be written; or a file is
            to be given back where none is read.
    """
    from django.conf import settings  # noqa: PLC0415  -- needs the settings

    read = () if file == _STANDARD_INPUT else (Path(file),)
    if "annotate" in targets and not read:
        raise typer.BadParameter("it needs a file", param_hint="--annotate")
    for form, target in targets.items():
        output_file.refuse(target, option=f"--{form}", read=read, library=settings.DATA_DIR)


def _checked(file: str, *, on: dt.date | None, citing: Citing) -> CheckedDocument:
    from biaozhun.cloud.foundation.clock import today  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.validity.queries.checking import check_text  # noqa: PLC0415  -- likewise

    text, name, digests = _read(file)
    day = on or today()
    document = check_text(text, on=day, citing=citing, name=name, sha256=digests.sha256)
    return msgspec.structs.replace(document, sm3=digests.sm3)


def _read(file: str) -> tuple[BlockText, str, "Digests"]:
    """The text of the document, its name, the digests of its bytes."""
    from biaozhun.cloud.validity.digests import digests_of  # noqa: PLC0415  -- needs the settings

    if file == _STANDARD_INPUT:
        data = sys.stdin.buffer.read()
        text = data.decode(detect_encoding(data[:_LOOKED_AT]), "replace")
        return BlockText(text=text), "", digests_of([data])
    path = Path(file)
    if not path.is_file():
        raise typer.BadParameter(f"no such file: {file}", param_hint="FILE")
    text_of_file = read_isolated(path)
    with path.open("rb") as stream:
        return text_of_file, path.name, digests_of(stream)


def _reports(
    document: CheckedDocument, targets: dict[str, Path], language: str, original: Path
) -> dict[str, bytes]:
    """The reports wanted; none has a number, since none was registered."""
    if not targets:
        return {}
    from django.utils import translation  # noqa: PLC0415  -- needs the settings

    from biaozhun.cloud.validity.wording.reports import report_words  # noqa: PLC0415  -- likewise

    with translation.override(language):
        words = report_words()
        return {form: _report(form, document, words, original) for form in targets}


def _report(form: str, document: CheckedDocument, words: "ReportWords", original: Path) -> bytes:
    from biaozhun.documents.reports import (  # noqa: PLC0415  -- their writers take long to load
        packed_remarks,
        report_docx,
        report_html,
        report_xlsx,
    )

    if form == "annotate":
        remarks = packed_remarks(document, words)
        return isolated_call("biaozhun.documents.reports.annotated:annotate", original, remarks)
    writers = {"xlsx": report_xlsx, "docx": report_docx, "html": report_html}
    return writers[form](document, words)


def _as_json(document: CheckedDocument) -> str:
    """The shape of the interface, ``GET /api/v1/checks/…``."""
    from biaozhun.cloud.validity.api.shapes import result_of  # noqa: PLC0415  -- needs the settings

    return jsons.dumps(result_of(document).model_dump(mode="json"), ensure_ascii=False)


def _tell(document: CheckedDocument) -> None:
    """A line for each citation: place, what is printed, status, what follows, what to use."""
    for line in document.lines:
        answer = line.answer
        use = answer.newest if answer.newest != answer.number else ""
        said = (
            f"{line.start}-{line.end}",
            " ".join(line.asked.text.split()),
            str(answer.outcome),
            str(answer.consequence),
            use,
        )
        sys.stdout.write("\t".join(said).rstrip() + "\n")
    until = f", sources read until {document.data_date}" if document.data_date else ""
    typer.echo(f"{len(document.lines)} citations, as of {document.on}{until}", err=True)
