"""What a consultation tells of major disagreements (重大分歧意见的处理), for the note.

A disagreement is major where a unit that was asked, or several people, asked for a technical change
and did not get all of it. Whoever writes the note shortens it; nothing is left out by the machine.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import override

from biaozhun.cloud.consultations.exports.rows import UNNAMED, WHOLE
from biaozhun.cloud.consultations.life import PUBLIC
from biaozhun.cloud.consultations.models import Comment, Consultation, Disposition
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.consultations.queries.table import counted_comments, said_by
from biaozhun.cloud.consultations.wording.answering import DISPOSITION
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import register
from biaozhun.cloud.foundation.clock import today

_SAID: Final = 300  # characters of a comment that are quoted
_SEVERAL: Final = 2


def disagreements(project: Project) -> Iterator[str]:
    """The figures of each round, and what was not accepted in it; two questions a round and one."""
    rounds = project.consultations.filter(state__in=PUBLIC).order_by("round")
    with override("zh-hans"):
        for one in rounds:
            yield from _round(one)


def _round(held: Consultation) -> Iterator[str]:
    figures = figures_of(held, today())
    if not figures.comments and not figures.asked:
        return
    yield (
        f"第{held.round}轮征求意见发函{figures.asked}个单位，回函{figures.replied}个，"
        f"其中有意见的{figures.with_comments}个；共收到意见{figures.comments}条，"
        f"采纳{figures.accepted}条，部分采纳{figures.partly}条，不采纳{figures.rejected}条。"
    )
    groups = [one for one in _groups(held) if _is_major(one)]
    for group in groups:
        yield _line(group)
    if not groups and figures.comments and not figures.undecided and not figures.unseen:
        yield f"第{held.round}轮征求意见没有重大分歧意见。"


def _groups(held: Consultation) -> list[list[Comment]]:
    """Comments that say the same together; those without a group alone."""
    groups: dict[tuple[str, int], list[Comment]] = {}
    for one in counted_comments(held):
        key = ("cluster", one.cluster_id) if one.cluster_id else ("comment", one.pk)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _is_major(group: Sequence[Comment]) -> bool:
    first = group[0]
    is_refused = first.decided in {Disposition.PARTLY, Disposition.REJECTED}
    from_many = len(group) >= _SEVERAL or any(one.letter_id for one in group)
    return is_refused and from_many and any(one.kind != Comment.Kind.EDITORIAL for one in group)


def _line(group: Sequence[Comment]) -> str:
    first = group[0]
    numbers = "、".join(str(one.number) for one in group)
    units = list(dict.fromkeys(said_by(one) or UNNAMED for one in group))
    said = first.text if len(first.text) <= _SAID else f"{first.text[:_SAID]}……"
    asked = f"修改建议：“{first.proposal[:_SAID]}”。" if first.proposal else ""
    reason = f"理由：{first.answer}" if first.answer else ""
    return " ".join(
        (
            f"关于{first.clause or WHOLE}（意见{numbers}，{'、'.join(units)}提出）：{said}{asked}"
            f"处理：{DISPOSITION[first.decided]}。{reason}"
        ).splitlines()
    )


register("disagreements", disagreements)
