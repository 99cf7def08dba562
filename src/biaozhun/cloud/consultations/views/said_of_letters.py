"""A comment of a unit, bound to the clause it names."""

from collections.abc import Mapping
from typing import Any

from biaozhun.cloud.consultations.actions.commenting import Said
from biaozhun.cloud.consultations.models import Letter
from biaozhun.cloud.consultations.queries.passages import passages_of
from biaozhun.core.consulting.binding import bind


def said_of(letter: Letter, told: Mapping[str, Any], form: str) -> Said:
    """What a unit says by a form with ``clause``, ``text`` and ``proposal``.

    Args:
        letter: to the unit.
        told: what was filled in.
        form: the same words sent twice under the same name give one comment.
    """
    passages = passages_of(letter.consultation.draft)
    bound = bind(told["clause"], "", passages)
    return Said(
        text=told["text"],
        proposal=told["proposal"],
        clause=told["clause"],
        passage="" if bound.place is None else passages[bound.place].id,
        unit=letter.unit,
        is_named=bool(told.get("is_named")),
        form=f"{form}:{told['clause']}:{told['text']}:{told['proposal']}",
    )
