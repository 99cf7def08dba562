"""Pages of the slice."""

import datetime as dt
from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.asking import clean, day_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.reviews.queries import due as due_queries
from biaozhun.cloud.reviews.queries.due import Place
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file


@only_read
def due(request: HttpRequest) -> HttpResponseBase:
    """Editions in force of one code, by the day their review is due."""
    problems: list[str] = []
    on = day_asked(request.GET, today(), problems)
    codes = due_queries.codes(on)
    code = clean(request.GET.get("code", ""))[:60]
    known = {one.code for one in codes}
    if code and code not in known:
        problems.append(
            _("没有收录代号“{code}”的标准，或法律没有规定它的复审周期。").format(code=code)
        )
    overdue = request.GET.get("overdue") == "1"
    if code in known and request.GET.get("format") == "csv":
        return csv_file("reviews", _table(code, on, overdue=overdue))
    code = code if code in known else ""
    behind = _place(request.GET.get("after", ""))
    shown, after = due_queries.due_page(code, on, overdue=overdue, after=behind)
    context = {
        "codes": codes,
        "code": code,
        "overdue": overdue,
        "on": on,
        "is_today": on == today(),
        "shown": shown,
        "next": _written(after) if after else "",
        "is_first": "after" not in request.GET,
        "problems": problems,
    }
    return render(request, "reviews/due.html", context)


def _written(place: Place) -> str:
    return f"{place.counted.isoformat()}.{place.pk}"


def _place(text: str) -> Place | None:
    """Where a list goes on; ``None`` where the address does not say it rightly."""
    day, _dot, key = text.partition(".")
    if not (key.isascii() and key.isdecimal()) or len(key) > len(str(LARGEST_ID)):
        return None
    try:
        return Place(dt.date.fromisoformat(day), min(int(key), LARGEST_ID))
    except ValueError:
        return None


def _table(code: str, on: dt.date, *, overdue: bool) -> Iterator[list[object]]:
    yield [
        *(_("标准编号"), _("标准名称"), _("发布日期"), _("上次复审"), _("标龄（年）")),
        *(_("复审到期"), _("到期未见结论"), _("依据")),
    ]
    for found in due_queries.in_order(code, on, overdue=overdue):
        edition, age = found.row.edition, found.age
        yield [
            *(edition.number, edition.title_zh or edition.title_en, edition.published),
            *(age.counted_from if age.reviewed else None, age.years, age.due),
            *(_("是") if age.overdue else _("否"), age.cycle.basis if age.cycle else ""),
        ]
