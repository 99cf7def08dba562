"""Which steps the desk of a consultation is offered on its pages."""

import datetime as dt
from typing import Final

import msgspec

from biaozhun.cloud.consultations.forms.keeping import STEP_FORMS
from biaozhun.cloud.consultations.life import CONSULTATION
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.page import Found
from biaozhun.cloud.drafting.models import DocumentKind
from biaozhun.cloud.foundation.clock import today

AFTERWARDS: Final = ("closed", "settled")


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What the desk may do.

    Attributes:
        actions: the steps it may take now, in the order of the table.
        has_new_text: a newer draft for comment lies on the project than the one asked about.
        may_declare: a major change may be declared.
        may_change: what was prepared may be changed.
    """

    actions: tuple[str, ...]
    has_new_text: bool
    may_declare: bool
    may_change: bool


def steps_for(found: Found) -> Offered | None:
    """What the reader may do with a consultation; nothing for who does not keep it."""
    held = found.consultation
    if not found.keeps:
        return None
    is_newer = _newer(held)
    return Offered(
        actions=tuple(_offered(held, today(), has_new_text=is_newer)),
        has_new_text=is_newer,
        may_declare=held.state in AFTERWARDS,
        may_change=held.state == "preparing",
    )


def _newer(held: Consultation) -> bool:
    drafts = held.project.documents.filter(kind=DocumentKind.DRAFT_FOR_COMMENT)
    return drafts.filter(version__gt=held.draft.version).exists()


def _offered(held: Consultation, on: dt.date, *, has_new_text: bool) -> list[str]:
    """The steps of the table from its state; those that the calendar or the text forbid are not."""
    able = [
        one.action
        for one in CONSULTATION.transitions
        if held.state in one.sources and one.action in STEP_FORMS
    ]
    is_over = held.closes is not None and held.closes < on
    left_out = {"restart"} if not has_new_text else set()
    left_out |= set() if is_over else {"close"}
    return [one for one in able if one not in left_out]
