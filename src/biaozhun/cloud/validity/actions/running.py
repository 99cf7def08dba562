"""Doing a check: reading what was sent, and answering for every citation in it.

A check that was interrupted begins again from what was sent: nothing of it is written before the
answers are, and those in one statement with the state.
"""

import contextlib
from collections.abc import Callable, Iterator
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Q

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.limits import MOST_CITATIONS, limits
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checking import Reading, check_readings, cited, corrected
from biaozhun.cloud.validity.queries.checks import (
    Searched,
    columns_of,
    corrections_of,
    original_of,
    text_of,
)
from biaozhun.cloud.validity.queries.lists import guessed, readings_of_list
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument, Citing
from biaozhun.documents.isolation import read_isolated

BEGUN: Final = 5  # in a hundred
READ: Final = 60
OUR_FAULT: Final = "check_failed"
"""The fault of a check that the platform, not the document, is to blame for; it is tried again."""

_TO_DO: Final = Q(state__in=[Check.State.WAITING, Check.State.RUNNING]) | Q(
    state=Check.State.FAILED, fault__code=OUR_FAULT
)


def run(pk: int, *, then: Callable[[int], None]) -> None:
    """Do a check that waits; one that is done, was refused or is gone is left alone.

    Args:
        pk: of the check.
        then: told of its id in the transaction that ends it.
    """
    check = Check.objects.filter(_TO_DO, pk=pk).select_related("owner").first()
    if check is None:
        return
    _set(check, state=Check.State.RUNNING, progress=BEGUN)
    with _told_if_it_fails(check):
        try:
            text = _read(check)
            _set(check, state=Check.State.RUNNING, progress=READ)
            columns, document = _checked(check, text)
        except BiaozhunError as error:
            _end(check, _refused(error), then)
            return
        _end(check, _found(text, columns, document), then)


def judged_again(check: Check) -> dict[str, object]:
    """What is to be written down of a check whose text was read, as it is asked now.

    Raises:
        CheckRefusedError: a column that was chosen is not there.
    """
    columns, document = _checked(check, text_of(check))
    return _found(None, columns, document)


def _read(check: Check) -> BlockText:
    """The text: as it was pasted, or out of the file.

    Raises:
        BiaozhunError: the file cannot be read, or holds more than is checked.
    """
    if not check.file:
        return text_of(check)
    with original_of(check) as path:
        text = read_isolated(path)
    if len(text.text) > limits().characters:
        raise CheckRefusedError(
            f"the file holds more than {limits().characters} characters",
            code="text_too_long",
            fragment=str(len(text.text)),
            hint="send it in parts",
        )
    return text


def _checked(check: Check, text: BlockText) -> tuple[dict[str, object], CheckedDocument]:
    columns, readings = _readings(check, text)
    readings = corrected(text.text, readings, corrections_of(check))
    document = check_readings(
        text, readings, on=check.on, citing=Citing(check.citing), name=check.name
    )
    return columns, document


def _readings(check: Check, text: BlockText) -> tuple[dict[str, object], tuple[Reading, ...]]:
    """What is cited, and in a list the columns it was taken from."""
    if check.kind != Check.Kind.LIST:
        return {}, _not_too_many(cited(text.text).readings)
    columns = columns_of(check) or (guessed(text) if check.file else None)
    readings = readings_of_list(text, columns)
    if len(readings) > limits().rows:
        raise CheckRefusedError(
            f"the list has more than {limits().rows} rows",
            code="too_many_rows",
            fragment=str(len(readings)),
            hint="send it in parts",
        )
    return (msgspec.to_builtins(columns) if columns else {}), readings


def _not_too_many(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """What is cited, where a page and a report can still show it all.

    Raises:
        CheckRefusedError: it is more.
    """
    if len(readings) > MOST_CITATIONS:
        raise CheckRefusedError(
            f"the text cites more than {MOST_CITATIONS} standards",
            code="too_many_citations",
            fragment=str(len(readings)),
            hint="send it in parts",
        )
    return readings


def _found(
    text: BlockText | None, columns: dict[str, object], document: CheckedDocument
) -> dict[str, object]:
    """What is written down of a check that is done; the text where it was read just now."""
    searched = Searched(
        sources=document.searched,
        rules=document.rules,
        data_date=document.data_date,
        made=document.made,
    )
    fields: dict[str, object] = {
        "state": Check.State.DONE,
        "lines": msgspec.json.encode(document.lines).decode(),
        "searched": msgspec.json.encode(searched).decode(),
        "columns": columns,
        "fault": {},
    }
    return fields | ({"blocks": msgspec.json.encode(text).decode()} if text is not None else {})


def _refused(error: BiaozhunError) -> dict[str, object]:
    fault = {
        "code": error.code,
        "message": error.message,
        "hint": error.hint,
        "place": error.fragment[:200],
    }
    return {"state": Check.State.FAILED, "fault": fault}


def _set(check: Check, *, state: Check.State, progress: int) -> None:
    Check.objects.filter(_TO_DO, pk=check.pk).update(state=state, progress=progress)


def _end(check: Check, fields: dict[str, object], then: Callable[[int], None]) -> None:
    """Write down how it ended, unless it was deleted or ended elsewhere meanwhile."""
    with transaction.atomic():
        ended = Check.objects.filter(_TO_DO, pk=check.pk).update(
            progress=100, finished=now(), **fields
        )
        if ended and check.callback:
            then(check.pk)


@contextlib.contextmanager
def _told_if_it_fails(check: Check) -> Iterator[None]:
    """Let nobody wait for a check that the platform fails at, whoever tries it again later."""
    try:
        yield
    except Exception:
        fault = {"code": OUR_FAULT, "message": "the platform failed", "hint": "", "place": ""}
        Check.objects.filter(pk=check.pk).update(
            state=Check.State.FAILED, finished=now(), fault=fault
        )
        raise
