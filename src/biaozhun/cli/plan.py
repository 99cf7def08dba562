"""``biaozhun plan``: what a policy text charges whom with, until when, and with what goals.

What is found wrong with a text is a result and no failure: the command ends with 0 whatever it
says, and with 1 only where the file cannot be read.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from biaozhun.cli import output_file
from biaozhun.core.policy import Operator, PolicyReading, Target, Task, read, read_blocks
from biaozhun.core.policy.published import deadline_of, published
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.isolation import read_isolated

_STANDARD_INPUT: Final = "-"
_LOOKED_AT: Final = 65536  # bytes of standard input its encoding is told from


def plan(
    file: Annotated[str, typer.Argument(help="A policy in any format; - for standard input.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write its table of tasks here.")] = None,
    docx: Annotated[Path | None, typer.Option(help="Write it as a Word document.")] = None,
) -> None:
    """Find the tasks of a policy text: who is charged, until when, and its targets."""
    _refuse(file, xlsx=xlsx, docx=docx)
    reading = _reading(file)
    if xlsx is not None or docx is not None:
        _write(reading, xlsx=xlsx, docx=docx)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream until now
    if json:
        sys.stdout.write(msgspec.json.encode(published(reading)).decode() + "\n")
        return
    for line in _lines(reading):
        sys.stdout.write(line + "\n")
    for found in reading.diagnostics:
        said = (f"{found.start}-{found.end}", found.code, found.fragment, found.hint)
        typer.echo(_tabbed(said), err=True)


def _refuse(file: str, *, xlsx: Path | None, docx: Path | None) -> None:
    """Say before anything is read that a file may not be written there.

    Raises:
        typer.BadParameter: with the option.
    """
    read = () if file == _STANDARD_INPUT else (Path(file),)
    for option, target in (("--xlsx", xlsx), ("--docx", docx)):
        if target is not None:
            output_file.refuse(target, option=option, read=read)


def _write(reading: PolicyReading, *, xlsx: Path | None, docx: Path | None) -> None:
    """Write the table of tasks as asked."""
    from biaozhun.documents.reports.task_table import (  # noqa: PLC0415  -- its writers take long to load
        table_of,
        task_table_docx,
        task_table_xlsx,
    )

    table = table_of(reading)
    if xlsx is not None:
        xlsx.write_bytes(task_table_xlsx(table))
    if docx is not None:
        docx.write_bytes(task_table_docx(table))


def _reading(file: str) -> PolicyReading:
    if file == _STANDARD_INPUT:
        data = sys.stdin.buffer.read()
        return read(data.decode(detect_encoding(data[:_LOOKED_AT]), "replace"))
    path = Path(file)
    if not path.is_file():
        raise typer.BadParameter(f"no such file: {file}", param_hint="FILE")
    return read_blocks(read_isolated(path))


def _lines(reading: PolicyReading) -> Iterator[str]:
    """The policy, then a line for each task, target and phase: place, what it is, what is said."""
    document = reading.document
    day = document.date_signed or document.date_issued
    yield _tabbed((document.title, document.number, document.issuer, str(day or "")))
    for task in reading.tasks:
        yield _tabbed((f"{task.start}-{task.end}", "task", *_said_of_task(task)))
    for target in reading.targets:
        yield _tabbed((f"{target.start}-{target.end}", "target", *_said_of_target(target)))
    for phase in reading.phases:
        days = f"{phase.since or ''}..{phase.until or ''}"
        yield _tabbed((f"{phase.start}-{phase.end}", "phase", phase.title, days))


def _said_of_task(task: Task) -> Iterator[str]:
    yield task.title
    if task.leads:
        yield "lead " + "、".join(task.leads)
    if task.cooperators:
        yield "with " + "、".join(task.cooperators)
    yield deadline_of(task) or ""


def _said_of_target(target: Target) -> Iterator[str]:
    yield target.indicator
    if target.operator is Operator.RANGE:
        yield f"{target.value}..{target.value_max} {target.unit}"
    else:
        yield f"{target.operator} {target.value} {target.unit}"
    yield str(target.year or "")
    yield str(target.per or "")


def _tabbed(said: tuple[str, ...]) -> str:
    return "\t".join(" ".join(part.split()) for part in said if part)
