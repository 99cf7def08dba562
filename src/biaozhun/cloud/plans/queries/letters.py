"""Letters of supervision, read."""

import datetime as dt
import re
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from biaozhun.cloud.plans.models import SupervisionLetter
from biaozhun.cloud.plans.permissions import Sight, letters_in_sight
from biaozhun.cloud.plans.queries.late import UNANSWERED

PAGE = 50  # letters
_SERIAL: Final = re.compile(r"^(.*)〔(\d{4})〕(\d{1,9})号$")
LOOKED_AT: Final = 2_000  # letters of a year


class LettersWanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which letters; what is empty does not matter.

    Attributes:
        state: of the letter.
        unit: the id of the unit it was sent to.
        late: only those that are not answered and past their day.
    """

    state: str = ""
    unit: int | None = None
    late: bool = False


def letters(sight: Sight, wanted: LettersWanted, on: dt.date) -> "QuerySet[SupervisionLetter]":
    """The letters somebody may read that are wanted, the newest first."""
    found = letters_in_sight(sight).select_related("task__plan", "addressee")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.unit is not None:
        found = found.filter(addressee=wanted.unit)
    if wanted.late:
        found = found.filter(state__in=UNANSWERED, due__lt=on)
    return found.defer("task__plan__text", "task__plan__proposal").order_by("-issued", "-pk")


def letter_page(
    sight: Sight, wanted: LettersWanted, on: dt.date, page: int
) -> Page[SupervisionLetter]:
    """A page of them; two questions."""
    return Paginator(letters(sight, wanted, on), PAGE).get_page(page)


def letter_in_sight(sight: Sight, pk: int) -> SupervisionLetter | None:
    """A letter somebody may read, with its task and plan."""
    found = letters_in_sight(sight).select_related("task__plan", "addressee", "issued_by")
    return found.filter(pk=pk).first()


def next_number(year: int) -> str:
    """The next number of a year, ``〔2026〕3号``, with the words before it of the last such one."""
    held = SupervisionLetter.objects.filter(number__contains=f"〔{year}〕").order_by("-pk")
    names = held.values_list("number", flat=True)[:LOOKED_AT]
    read = [found for found in map(_SERIAL.match, names) if found and found[2] == str(year)]
    serial = max((int(found[3]) for found in read), default=0) + 1
    before = read[0][1] if read else ""
    return f"{before}〔{year}〕{serial}号"
