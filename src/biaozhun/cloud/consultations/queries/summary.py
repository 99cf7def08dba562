"""The published text on how the comments were handled, proposed from the figures.

It is a text of the authority and goes out in Chinese, whatever language the officer reads.
"""

import datetime as dt
from typing import Final

from django.db.models import Count

from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.figures import Figures, figures_of

MOST_REASONS: Final = 5
"""Reasons for not accepting that are quoted."""
_KINDS: Final = (("technical", "技术类"), ("editorial", "编辑类"), ("general", "一般性"))


def proposed_summary(consultation: Consultation, on: dt.date) -> str:
    """How the comments were handled, in sentences; four questions.

    Args:
        consultation: whose comments are answered.
        on: the day as of which units that were asked are silent.
    """
    figures = figures_of(consultation, on)
    parts = [_period(consultation), _asked(figures), _kinds(consultation), _handled(figures)]
    reasons = _reasons(consultation)
    if reasons:
        parts.append("没有采纳的主要理由：\n" + "\n".join(reasons))
    return "\n".join(part for part in parts if part)


def _period(held: Consultation) -> str:
    if held.opens is None or held.closes is None:
        return ""
    days = (held.closes - held.opens).days
    opens, closes = (f"{one.year}年{one.month}月{one.day}日" for one in (held.opens, held.closes))
    return f"本次征求意见自{opens}起至{closes}止，共{days}天。"


def _asked(figures: Figures) -> str:
    if not figures.asked:
        return ""
    return (
        f"发函征求意见的单位{figures.asked}个，回函的单位{figures.replied}个，"
        f"回函并有意见的单位{figures.with_comments}个，没有回函的单位{figures.unanswered}个。"
    )


def _kinds(held: Consultation) -> str:
    rows = held.comments.filter(state__in=COUNTED).order_by().values_list("kind")
    counted = dict(rows.annotate(number=Count("pk")))
    told = [f"{name}{counted[code]}条" for code, name in _KINDS if counted.get(code)]
    if not told:
        return "没有收到意见。"
    return f"共收到意见{sum(counted.values())}条，其中" + "、".join(told) + "。"


def _handled(figures: Figures) -> str:
    if not figures.comments:
        return ""
    return f"采纳{figures.accepted}条，部分采纳{figures.partly}条，不采纳{figures.rejected}条。"


def _reasons(held: Consultation) -> list[str]:
    """Of the rejected comments, the reasons that were given most often."""
    rows = held.comments.filter(state="decided", decided="rejected").order_by()
    given = rows.values("answer").annotate(number=Count("pk")).order_by("-number", "answer")
    return [
        f"（{place}）{one['answer']}" + (f"（涉及{one['number']}条）" if one["number"] > 1 else "")
        for place, one in enumerate(given[:MOST_REASONS], 1)
    ]
