"""The policy fields with the platforms other bodies run, and the editions tagged with them."""

import datetime as dt
from functools import cache

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row, with_standings
from biaozhun.core.reference import table

PAGE = 50  # editions


class PolicyField(msgspec.Struct, frozen=True, kw_only=True):
    """A field that the policy documents name and that belongs to another sector.

    Attributes:
        code: the row of the requirements, ``S138`` …; editions are tagged with it.
        name_zh: what the policies call it.
        name_en: the same in English.
        holds_zh: what the library does about it.
        holds_en: the same in English.
        platform_zh: the platform another body runs, as the policy names it; empty where none.
        platform_en: the same in English.
    """

    code: str
    name_zh: str
    name_en: str
    holds_zh: str
    holds_en: str
    platform_zh: str = ""
    platform_en: str = ""


@cache
def policy_fields() -> dict[str, PolicyField]:
    """All fields by code."""
    return {field.code: field for field in table("policy_fields").typed(PolicyField)}


class Tagged(msgspec.Struct, frozen=True, kw_only=True):
    """One page of the editions of a field."""

    field: PolicyField
    page: Page[Edition]
    rows: list[Row]


def tagged(field: PolicyField, page: int, on: dt.date) -> Tagged:
    """The editions tagged with the field, by number."""
    editions: QuerySet[Edition] = (
        Edition.objects.annotate(marks=Cast("tags", TextField()))
        .filter(marks__contains=f'"{field.code}"')
        .select_related("standard")
        .order_by("sort_key")
    )
    shown = Paginator(editions, PAGE).get_page(page)
    return Tagged(field=field, page=shown, rows=with_standings(shown.object_list, on))
