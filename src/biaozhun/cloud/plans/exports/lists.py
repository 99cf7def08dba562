"""Plans as tables and as data."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.ui.tables import csv_file


def plans_csv(plans: Iterable[Plan]) -> StreamingHttpResponse:
    """The list of plans as a table."""
    return csv_file("plans", _rows(plans))


def _rows(plans: Iterable[Plan]) -> Iterator[Sequence[object]]:
    yield (
        *(_("标题"), _("种类"), _("文号"), _("印发机关"), _("成文日期"), _("状态")),
        *(_("已完成"), _("进行中"), _("其中逾期"), pgettext("plan", "指标")),
    )
    for plan in plans:
        told = (str(plan), str(wording.KIND[plan.kind]), plan.number, plan.issuer)
        state = str(wording.PLAN_STATE[plan.state])
        yield (*told, _day(plan.date_signed), state, *_counts(plan))


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _counts(plan: Plan) -> tuple[int, ...]:
    """What :func:`biaozhun.cloud.plans.queries.plans.counted` counted."""
    return tuple(getattr(plan, name) for name in ("closed", "going", "late", "aims"))
