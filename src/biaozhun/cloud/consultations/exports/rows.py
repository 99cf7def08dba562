"""The rows of the table of comments (征求意见汇总处理表)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.table import counted_comments, said_by
from biaozhun.cloud.consultations.wording.answering import DISPOSITION

WHOLE: Final = "全文"
UNNAMED: Final = "社会公众"


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row as it is printed, in the language that is set.

    Attributes:
        number: of the comment.
        clause: as printed in the draft.
        said: the comment, and the wording asked for in a line of its own.
        unit: who said it; the public where nobody is named.
        disposition: 采纳, 部分采纳, 不采纳; empty while it is not decided.
        answer: the reason.
    """

    number: int
    clause: str
    said: str
    unit: str
    disposition: str
    answer: str


def table_rows(consultation: Consultation) -> Iterator[TableRow]:
    """The rows in the order of the text; those on the whole draft first."""
    for one in counted_comments(consultation):
        proposal = f"\n修改建议：{one.proposal}" if one.proposal else ""
        yield TableRow(
            number=one.number,
            clause=one.clause or WHOLE,
            said=f"{one.text}{proposal}",
            unit=said_by(one) or UNNAMED,
            disposition=str(DISPOSITION[one.decided]) if one.decided else "",
            answer=one.answer if one.decided else "",
        )
