"""Checks, found by their secret; what was found, as documents and their readers take it."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checking import Correction
from biaozhun.cloud.validity.queries.lists import Columns
from biaozhun.cloud.validity.storage import check_storage
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument, CheckedLine, Citing, SearchedSource

_SECRET = 43  # characters
_CHUNK = 1 << 20
_LONGEST_NAME = 200  # bytes; file systems take 255, and a Chinese character has three


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers of a check rest on, kept with them: the library goes on changing."""

    sources: tuple[SearchedSource, ...]
    rules: str
    data_date: dt.date | None
    made: dt.datetime


def check_of(secret: str) -> Check | None:
    """The check with this secret: whoever knows it sees it, and nobody else."""
    if len(secret) != _SECRET or not secret.isascii() or not secret.isprintable():
        return None
    return Check.objects.select_related("owner", "made_with").filter(secret=secret).first()


def checks_of(person: Person, most: int = 100) -> list[Check]:
    """The checks a person has sent and that are still held, the latest first, without texts."""
    own = Check.objects.filter(owner=person).defer("blocks", "lines")
    return list(own.order_by("-sent")[:most])


def text_of(check: Check) -> BlockText:
    """The text that was read; empty before it was."""
    if not check.blocks:
        return BlockText(text="")
    return msgspec.json.decode(check.blocks, type=BlockText)


def lines_of(check: Check) -> tuple[CheckedLine, ...]:
    """The citations with their answers; none before they are there."""
    if not check.lines:
        return ()
    return msgspec.json.decode(check.lines, type=tuple[CheckedLine, ...])


def corrections_of(check: Check) -> tuple[Correction, ...]:
    """The readings that were set right, in the order in which that was done."""
    return msgspec.convert(check.corrections, type=tuple[Correction, ...])


def columns_of(check: Check) -> Columns | None:
    """The columns of a list; ``None`` where lines are its rows."""
    return msgspec.convert(check.columns, type=Columns) if check.columns else None


def document_of(check: Check) -> CheckedDocument:
    """What was checked and found, as reports and pages print it.

    Raises:
        CheckRefusedError: ``not_finished``.
    """
    if check.state != Check.State.DONE:
        raise CheckRefusedError(
            "the check is not finished", code="not_finished", hint="ask again a little later"
        )
    text = text_of(check)
    searched = msgspec.json.decode(check.searched, type=Searched)
    return CheckedDocument(
        on=check.on,
        citing=Citing(check.citing),
        name=check.name,
        sha256=check.sha256,
        sm3=check.sm3,
        characters=len(text.text),
        pages=text.pages,
        pages_without_text=text.pages_without_text,
        lines=lines_of(check),
        rules=searched.rules,
        made=searched.made,
        searched=searched.sources,
        data_date=searched.data_date,
        client=check.client,
        purpose=check.purpose,
        searcher=check.searcher,
        checker=check.checker,
    )


def _file_name(name: str) -> str:
    """What a copy is called: the end of the name it came with, no longer than a disk can write."""
    end = Path(name).name.encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return end if end.strip(". ") else "file"


@contextmanager
def original_of(check: Check) -> Iterator[Path]:
    """A copy of the file that was sent, for as long as the block lasts.

    Raises:
        CheckRefusedError: ``file_gone``: it was deleted, or none was sent.
    """
    store = check_storage()
    if not check.file or not store.exists(check.file):
        raise CheckRefusedError(
            "the file is not kept any more", code="file_gone", hint="send it again"
        )
    with tempfile.TemporaryDirectory(prefix="biaozhun-check-") as folder:
        path = Path(folder) / _file_name(check.name)
        with store.open(check.file) as kept, path.open("wb") as copy:
            for chunk in iter(lambda: kept.read(_CHUNK), b""):
                copy.write(chunk)
        yield path
