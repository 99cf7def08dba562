"""From a number as somebody writes it to the names a copy carries."""

import msgspec

from biaozhun.cloud.catalogue.actions.targets import sort_text
from biaozhun.cloud.catalogue.queries.addresses import edition_at, other_address
from biaozhun.core.number import parse, parse_slug


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a number beside a copy or an acquisition."""

    slug: str
    number: str
    family: str
    code: str
    sort_key: str


def named(text: str) -> Named:
    """The names of a number, without asking whether the catalogue holds it.

    Raises:
        NumberError: it is no standard number.
    """
    number = parse(text)
    return Named(
        slug=number.slug,
        number=number.canonical,
        family=str(number.family),
        code=number.code,
        sort_key=sort_text(number),
    )


def held_or_named(text: str) -> Named:
    """The names of the edition the catalogue holds under a number or slug, else of the number.

    Raises:
        NumberError: no edition is called so, and it is no standard number.
    """
    edition = edition_at(text)
    if edition is None:
        number = parse_slug(text)
        edition = edition_at(number.slug) or edition_at(other_address(number) or "")
        if edition is None:
            return named(number.canonical)
    return Named(
        slug=edition.slug,
        number=edition.number,
        family=edition.family,
        code=edition.standard.code,
        sort_key=edition.sort_key,
    )
