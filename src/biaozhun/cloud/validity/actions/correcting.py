"""Setting right what was read, and asking for another day: the answers are worked out anew."""

import datetime as dt
from collections.abc import Callable
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.validity.actions.running import judged_again
from biaozhun.cloud.validity.errors import CheckRefusedError
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.queries.checking import Correction, asked_of
from biaozhun.cloud.validity.queries.checks import corrections_of, text_of
from biaozhun.cloud.validity.queries.lists import Columns
from biaozhun.core.validity import Citing

MOST: Final = 500  # corrections of one check
_TRIES: Final = 3  # at writing down the answers to a check that others change too
_LONGEST: Final = 400  # characters of a number or of what is printed for it


def correct(check: Check, start: int, end: int, typed: str | None) -> Check:
    """Let what stands between two characters mean a number, or no citation at all.

    Args:
        check: one that is done.
        start: first character of what is printed.
        end: first character behind.
        typed: the number that is meant; ``None`` or empty where it is no citation.

    Raises:
        CheckRefusedError: ``not_finished``; ``nothing_found`` where the text has no such place;
            ``too_many_corrections``; ``number_unreadable`` where what was typed is no number.
    """
    given = (typed or "").strip()
    if given and (len(given) > _LONGEST or asked_of(given).number is None):
        raise CheckRefusedError(
            "what was typed is no number of a standard",
            code="number_unreadable",
            fragment=given[:60],
            hint="write it as GB/T 1.1-2020",
        )
    if not 0 <= start < end <= len(text_of(check).text) or end - start > _LONGEST:
        raise CheckRefusedError(
            "the text has no such place", code="nothing_found", hint="copy it from the text"
        )

    def change(held: Check) -> None:
        said = [one for one in corrections_of(held) if (one.start, one.end) != (start, end)]
        if len(said) >= MOST:
            raise CheckRefusedError(
                f"{MOST} readings have been set right", code="too_many_corrections"
            )
        said.append(Correction(start=start, end=end, typed=given))
        held.corrections = msgspec.to_builtins(said)

    return _answered_anew(check, change)


def ask_again(
    check: Check,
    *,
    on: dt.date | None = None,
    citing: Citing | None = None,
    columns: Columns | None = None,
) -> Check:
    """Answer for another day, for somebody else who cites, or from other columns of the list.

    Raises:
        CheckRefusedError: ``not_finished``; ``unknown_sheet``; ``too_many_rows``.
    """

    def change(held: Check) -> None:
        held.on = on or held.on
        held.citing = str(citing or held.citing)
        if columns is not None:
            held.columns = msgspec.to_builtins(columns)
            held.corrections = []

    return _answered_anew(check, change, refused_too=columns is not None)


def _answered_anew(
    check: Check, change: Callable[[Check], None], *, refused_too: bool = False
) -> Check:
    """Change what is asked of a check, and write it down with the answers to it.

    Answering may take seconds and stands outside of the transaction; where the check was changed
    meanwhile, it begins again from what stands there now.

    Raises:
        CheckRefusedError: it is not finished, or gone, or changed again and again.
    """
    for _try in range(_TRIES):
        held = _held(check, refused_too=refused_too)
        was = _asked(held)
        change(held)
        found = judged_again(held)
        with transaction.atomic():
            same = Check.objects.select_for_update().filter(pk=held.pk).first()
            if same is not None and (same.state, _asked(same)) == (held.state, was):
                for name, value in found.items():
                    setattr(held, name, value)
                held.save(update_fields=["on", "citing", "corrections", *found])
                return held
    raise _not_finished()


def _asked(check: Check) -> tuple[object, ...]:
    """What the answers of a check follow from, but its text, which stays."""
    return (check.on, check.citing, check.columns, check.corrections)


def _held(check: Check, *, refused_too: bool) -> Check:
    """The check as it stands now.

    Raises:
        CheckRefusedError: it is not finished, or gone.
    """
    held = Check.objects.filter(pk=check.pk).first()
    states = {Check.State.DONE, Check.State.FAILED} if refused_too else {Check.State.DONE}
    if held is None or held.state not in states or not held.blocks:
        raise _not_finished()
    return held


def _not_finished() -> CheckRefusedError:
    return CheckRefusedError(
        "the check is not finished", code="not_finished", hint="ask again a little later"
    )
