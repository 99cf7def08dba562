"""What programs are given of editions and standards, field by field."""

import datetime as dt
from typing import Annotated, Literal

from django.db.models import TextChoices
from ninja import Schema
from pydantic import WithJsonSchema

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.core.succession import NatureClash, NatureRule


def described_in_place(choices: type[TextChoices]) -> WithJsonSchema:
    """The values of an enumeration, told where they are used.

    The interface keeps what it describes apart under its bare name, and there are several ``Kind``.
    """
    told = {"type": "string", "enum": choices.values, "description": choices.__doc__}
    return WithJsonSchema(told)


class StandardExport(Schema):
    """A standard with its editions, the newest first."""

    number: str
    slug: str
    kind: Literal["standard"] = "standard"
    family: str
    code: str
    as_of: dt.date
    newest_in_force: str | None
    editions: list["EditionSummary"]
    invented: bool


class EditionSummary(Schema):
    """An edition as lists and searches give it."""

    number: str
    slug: str
    title_zh: str
    title_en: str
    family: str
    nature: str
    status: str
    status_certain: bool
    published: dt.date | None
    in_force: dt.date | None
    issuing_body: str
    ics: list[str]
    ccs: list[str]
    invented: bool


class SeenIn(Schema):
    """A source's row of the edition."""

    source: str
    title: str
    licence: str
    first_seen: dt.date
    last_seen: dt.date


class Disagreement(Schema):
    """Two sources that disagree about a field.

    Without ``chosen_source`` the number itself says what is chosen.
    """

    field: str
    chosen: str
    chosen_source: str
    other: str
    other_source: str


class NatureSaid(Schema):
    """A word of a source on the nature and the day it was seen."""

    nature: str
    source: str
    seen: dt.date | None


class NaturePeriod(Schema):
    """The nature of the text from ``first_day`` on, before ``ends_before``; null is open.

    ``nature`` is mandatory, partly_mandatory, recommended, guidance, voluntary (not mandatory, no
    more is said), or empty where it is unknown or there was none; ``rule`` tells why. ``number`` is
    the one the text carried then, ``basis`` what gave it that number.
    """

    nature: str
    first_day: dt.date | None
    ends_before: dt.date | None
    number: str
    rule: NatureRule
    basis: str
    certain: bool


class NatureDispute(Schema):
    """Statements on the nature that cannot all be true; ``meaning`` says what was decided."""

    code: NatureClash
    meaning: str
    detail: str
    said: NatureSaid | None


class OfferedDocument(Schema):
    """A text of the edition and whether it may be read."""

    kind: str
    language: str
    medium: str
    reading: str
    reason: str
    address: str


class RelatedPublication(Schema):
    """The other end of a relation; ``held`` tells whether the library has it.

    ``is_adoption`` tells of a correspondence with a degree whether it is an adoption (GB/T 20000.2:
    NEQ is none); it is null for every other relation.
    """

    number: str
    slug: str
    title: str
    held: bool
    degree: str
    is_adoption: bool | None
    extent: str
    date: str
    basis: str


class EditionExport(Schema):
    """All that is known of an edition, with the source of each field.

    ``nature`` is what the mark of its number says, ``nature_as_of`` that of the text on the day
    asked for, under the number it bore then; ``nature_history`` covers every day from its
    publication on.
    """

    number: str
    official_number: str
    slug: str
    standard: str
    kind: Annotated[Edition.Kind, described_in_place(Edition.Kind)]
    family: str
    nature: str
    nature_as_of: str
    nature_history: list[NaturePeriod]
    nature_told: list[NatureSaid]
    nature_disputes: list[NatureDispute]
    titles: dict[str, str]
    as_of: dt.date
    status: str
    status_since: dt.date | None
    status_until: dt.date | None
    status_by: list[str]
    status_rule: str
    status_certain: bool
    dates: dict[str, dt.date | None]
    bodies: dict[str, str]
    drafting_units: list[str]
    drafters: list[str]
    ics: list[str]
    ccs: list[str]
    industry: list[str]
    summary: str
    keywords: list[str]
    tags: list[str]
    relations: dict[str, list[RelatedPublication]]
    documents: list[OfferedDocument]
    filings: list[str]
    sources: list[SeenIn]
    origins: dict[str, str]
    conflicts: list[Disagreement]
    invented: bool
