"""Handing over all that a region holds of its projects, documents included."""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.takeover.columns import (
    COLUMNS,
    CONCLUSIONS,
    FIELDS,
    FILES,
    KINDS,
    PROCEDURES,
    REGIMES,
    STAGES,
)
from biaozhun.cloud.takeover.queries.holding import hanging_on, projects_of, rows_of
from biaozhun.documents.reports.spreadsheet import add_sheet, empty_book, put_table, saved

_SAFE: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
_OVER: Final = {"published": "公开", "terminated": "终止", "issued_elsewhere": "由他处发布"}
TABLE: Final = "projects.xlsx"
MANIFEST: Final = "manifest.json"


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What was handed over.

    Attributes:
        made: when.
        projects: how many.
        records: rows by table, ``slice.table``.
        files: SHA-256 by path below the folder.
    """

    made: dt.datetime
    projects: int
    records: dict[str, int]
    files: dict[str, str]


def hand_over(
    folder: Path,
    authority: Organisation | None,
    *,
    at: dt.datetime,
    told: Callable[[int, int], None] | None = None,
) -> Handed:
    """Write the projects of an authority into an empty folder.

    ``projects.xlsx`` can be taken over elsewhere as it stands, together with the folders of
    papers beside it; ``records/`` holds every row that hangs on the projects, a table a file, a
    row a line; ``manifest.json`` names each file with its SHA-256.

    Args:
        folder: where; it is made if it is not there.
        authority: whose projects; ``None`` for all.
        at: when.
        told: is called with the projects done and their number.

    Raises:
        FileExistsError: the folder holds something.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(folder)
    projects = list(projects_of(authority).prefetch_related("units", "team", "proceedings"))
    writing = _Writing(folder)
    writing.put(TABLE, _table(projects))
    records = _records(projects, writing)
    for done, project in enumerate(projects, 1):
        _papers(project, writing)
        if told is not None:
            told(done, len(projects))
    handed = Handed(made=at, projects=len(projects), records=records, files=writing.digests)
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(handed)))
    return handed


class _Writing:
    """Files on their way out, with their digests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}

    def put(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.digests[path] = hashlib.sha256(content).hexdigest()


def _records(projects: Sequence[Project], writing: _Writing) -> dict[str, int]:
    found = sorted(hanging_on(projects).items(), key=lambda pair: pair[0]._meta.label_lower)  # noqa: SLF001  -- documented by Django
    counts: dict[str, int] = {}
    for model, keys in found:
        name = model._meta.label_lower  # noqa: SLF001  -- likewise
        lines = [msgspec.json.encode(row) for row in rows_of(model, keys)]
        writing.put(f"records/{name}.jsonl", b"\n".join(lines) + b"\n")
        counts[name] = len(lines)
    return counts


def _papers(project: Project, writing: _Writing) -> None:
    words = {kind: word for word, kind in FILES.items()}
    for one in project.documents.order_by("kind", "version"):
        ending = one.name.rpartition(".")[2] if "." in one.name else "bin"
        name = f"{words[one.kind]}-{one.version}.{ending}".translate(_SAFE)
        with one.file.open("rb") as stream:
            writing.put(f"{folder_name(project)}/{name}", stream.read())


def folder_name(project: Project) -> str:
    """The folder of a project's papers: its plan number without signs a file system refuses."""
    return project.plan_number.translate(_SAFE).strip(" .") or f"project-{project.pk}"


def _table(projects: Sequence[Project]) -> bytes:
    running = [one for one in projects if one.state in STAGES.values()]
    over = [one for one in projects if one.state not in STAGES.values()]
    book = empty_book("在研项目", author="")
    heads = [names[0] for names in COLUMNS.values()]
    for name, some in (("在研项目", running), ("已完结项目", over)):
        put_table(add_sheet(book, name), heads, [_row(one) for one in some])
    return saved(book)


def _row(project: Project) -> list[str]:
    held = {one.kind: one for one in sorted(project.proceedings.all(), key=lambda one: one.round)}
    consultation = held.get(Proceeding.Kind.CONSULTATION)
    review = held.get(Proceeding.Kind.TECHNICAL_REVIEW)
    told = {
        "plan_number": project.plan_number,
        "title": project.title,
        "title_en": project.title_en,
        "kind": _word(KINDS, project.kind),
        "revises": project.revises,
        "department": project.department.name,
        "committee": project.committee.code if project.committee else "",
        "units": ";".join(one.name for one in project.units.all()),
        "drafters": ";".join(one.name for one in project.team.all()),
        "programme": project.programme,
        "planned": _day(project.planned),
        "deadline": _day(project.deadline),
        "field": _word(FIELDS, project.field),
        "scope": project.scope,
        "regime": _word(REGIMES, project.regime),
        "procedure": _word(PROCEDURES, project.procedure),
        "handler": project.handler.email if project.handler else "",
        "stage": _word(STAGES, project.state) or _OVER[project.state],
        "consulted_from": _day(consultation.began if consultation else None),
        "consulted_to": _ended(consultation),
        "open_comments": str(consultation.open_items) if consultation else "",
        "heard": _ended(held.get(Proceeding.Kind.HEARING)),
        "checked": _ended(held.get(Proceeding.Kind.DEPARTMENT_CHECK)),
        "reviewed": _ended(review),
        "review": _word(CONCLUSIONS, review.outcome) if review else "",
        "number": project.number,
        "approved": _day(project.approved),
        "announced": _day(project.announced),
        "in_force": _day(project.in_force),
        "note": project.stated_by,
    }
    return [told[column] for column in COLUMNS]


def _word(words: Mapping[str, str], code: str) -> str:
    return next((word for word, one in words.items() if one == code), "")


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _ended(proceeding: Proceeding | None) -> str:
    return _day(proceeding.ended) if proceeding else ""
