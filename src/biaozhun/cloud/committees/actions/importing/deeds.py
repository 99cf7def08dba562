"""A row of a table of posts held, or of contributions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.templatetags.catalogue import title
from biaozhun.cloud.committees.actions.contributions import Part, Work, save_part
from biaozhun.cloud.committees.actions.importing.cells import Cells
from biaozhun.cloud.committees.actions.posts import save_post
from biaozhun.cloud.committees.limits import LONGEST_NAME, LONGEST_PERSON
from biaozhun.cloud.committees.models import Contribution, PostHeld
from biaozhun.cloud.committees.tables import CONTRIBUTIONS, POSTS
from biaozhun.cloud.committees.wording import BODY, MADE, PARTY, POST, SHARE
from biaozhun.core.committee_code import CommitteeCodeError
from biaozhun.core.committee_code import parse as parse_code
from biaozhun.core.number import NumberError, StandardNumber, parse

_MOST_POSITION: Final = 999
_YEARS: Final = (1900, 2200)
_SHARES: Final[Mapping[str, str]] = {
    "为主": "lead",
    "牵头": "lead",
    "第一起草单位": "lead",
    "第一起草人": "lead",
    "参加": "part",
}
_POSTS: Final[Mapping[str, str]] = {
    "主席": "chair",
    "主任委员": "chair",
    "副主席": "vice_chair",
    "副主任委员": "vice_chair",
    "秘书": "secretary",
    "秘书长": "secretary",
    "召集人": "convenor",
    "委员": "member",
    "委员单位": "member",
    "专家": "expert",
    "秘书处": "secretariat",
}


def take_post(row: Mapping[str, str], actor: Person) -> str:
    """Write down the post of a row; one that is on record gets what the row says besides.

    Raises:
        RefusedError: a cell cannot be taken.
    """
    cells = Cells(row, POSTS)
    told: dict[str, Any] = {
        "name": cells.text("name", most=LONGEST_PERSON),
        "unit": cells.text("unit", most=LONGEST_NAME, needed=True),
        "body": _needed(cells, "body", cells.coded("body", BODY)),
        "committee_code": _code(cells.text("committee_code", most=60)),
        "committee_name": cells.text("committee_name", most=LONGEST_NAME),
        "post": _needed(cells, "post", cells.coded("post", POST, _POSTS)),
        "since": cells.day("since"),
        "until": cells.day("until"),
        "evidence": cells.text("evidence", most=300, needed=True),
        "address": _address(cells),
    }
    cells.in_order(told["since"], told["until"], "until")
    key = ("name", "unit", "body", "committee_code", "post", "since")
    held = PostHeld.objects.filter(**{name: told[name] for name in key}).first()
    if held:
        told = {name: told[name] or getattr(held, name) for name in told}
    _saved, changed = save_post(held, told, actor=actor)
    return ("changed" if changed else "unchanged") if held else "added"


def _needed(cells: Cells, column: str, code: str) -> str:
    if not code:
        raise cells.refuse(column, _("没有填写"))
    return code


def _code(printed: str) -> str:
    try:
        return parse_code(printed).canonical
    except CommitteeCodeError:
        return printed


def _address(cells: Cells) -> str:
    told = cells.text("address", most=500)
    if told:
        try:
            URLValidator(["http", "https"])(told)
        except ValidationError as error:
            raise cells.refuse("address", _("网址要以 http:// 或 https:// 开头")) from error
    return told


def take_contribution(row: Mapping[str, str], actor: Person) -> str:
    """Record the contribution of a row; title and day come from the catalogue where it has them.

    Raises:
        RefusedError: a cell cannot be taken.
    """
    cells = Cells(row, CONTRIBUTIONS)
    number = _number(cells)
    held = Edition.objects.filter(slug=number.slug).first()
    published = cells.day("published") or (held.published if held else None)
    work = Work(
        slug=number.slug,
        number=number.canonical,
        title=cells.text("title", most=1000) or (title(held) if held else ""),
        level=str(number.family),
        kind=cells.coded("kind", MADE),
        published=published,
        year=_year(cells, published, number),
        origin=Contribution.Origin.IMPORT,
        source=_("表格导入"),
        evidence=cells.text("evidence", most=300),
    )
    return save_part(work, _part(cells), actor=actor)[1]


def _number(cells: Cells) -> StandardNumber:
    told = cells.text("number", most=150, needed=True)
    try:
        return parse(told)
    except NumberError as error:
        sentence = _("认不出“{text}”这个标准编号")
        raise cells.refuse("number", sentence.format(text=told[:40])) from error


def _year(cells: Cells, published: dt.date | None, number: StandardNumber) -> int:
    year = cells.number("year", most=_YEARS[1]) or (published.year if published else number.year)
    if year is None or not _YEARS[0] <= year <= _YEARS[1]:
        raise cells.refuse("year", _("编号里没有年份，请写明哪一年发布"))
    return year


def _part(cells: Cells) -> Part:
    unit = cells.text("unit", most=LONGEST_NAME)
    party = cells.coded("party", PARTY) or (
        Contribution.Party.PERSON if unit else Contribution.Party.UNIT
    )
    if party == Contribution.Party.UNIT and unit:
        raise cells.refuse("unit", _("主体是单位时，这一列留空"))
    position = cells.number("position", most=_MOST_POSITION)
    share = cells.coded("share", SHARE, _SHARES)
    if position is None and not share:
        raise cells.refuse("position", _("排名和作用至少填一项"))
    lead = Contribution.Share.LEAD
    return Part(
        party=party,
        name=cells.text("name", most=LONGEST_NAME, needed=True),
        unit=unit,
        position=position or (1 if share == lead else 2),
        share=share or (lead if position == 1 else Contribution.Share.PART),
    )
