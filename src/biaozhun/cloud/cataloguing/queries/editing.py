"""What is known of an edition, field by field, with every source that says it."""

import json

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.models import Edition, Relation, Source, SourceRecord
from biaozhun.cloud.catalogue.wording import FIELD
from biaozhun.cloud.cataloguing.wording import EVENT
from biaozhun.core.bibliography import OPERATOR, STATED_BY_OPERATORS, BibliographicRecord

HISTORY = 50  # events shown

_facts = msgspec.json.Decoder(BibliographicRecord)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a source."""

    source: str
    title: str
    value: object
    seen: object


class KnownField(msgspec.Struct, frozen=True, kw_only=True):
    """A field with its present value, the source of it, and what the sources say."""

    name: str
    label: Promise | str
    value: object
    origin: str
    said: list[Said]


class StatedRow(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that stands: its row and what was written."""

    row: SourceRecord
    raw: dict[str, object]

    @property
    def fields(self) -> list[tuple[str, object]]:
        """What it states."""
        told = {"reason", "evidence", "operator", "date", "statement", "relations", "denied"}
        return [(name, value) for name, value in self.raw.items() if name not in told]

    @property
    def relations(self) -> list[object]:
        """The relations it states."""
        return _list(self.raw.get("relations"))

    @property
    def denied(self) -> list[object]:
        """The relations it denies."""
        return _list(self.raw.get("denied"))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


class KnownEdition(msgspec.Struct, frozen=True, kw_only=True):
    """All that the form of an edition shows; without ``edition`` it is about to be entered."""

    edition: Edition | None
    fields: list[KnownField]
    relations: list[Relation]
    statements: list[StatedRow]
    events: list[tuple[Event, Promise]]


def present(edition: Edition | None, field: str) -> object:
    """The value the edition shows for a field of a record."""
    if edition is None:
        return ""
    if field == "status":
        words = [said["word"] for said in edition.statements]
        return words[-1] if words else ""
    if field == "nature":
        decided = [said["word"] for said in edition.natures if said.get("decided")]
        return decided[0] if decided else edition.nature
    name = "edition_label" if field == "edition" else field
    return getattr(edition, name) or ""


def known(edition: Edition | None, slug: str) -> KnownEdition:
    """Read the edition, its rows and its history; the number of queries is constant."""
    rows = list(_rows(edition)) if edition else []
    titles = dict(Source.objects.values_list("slug", "title"))
    read = [(row, _facts.decode(row.facts)) for row in rows if row.source.slug != OPERATOR]
    fields = [
        KnownField(
            name=name,
            label=FIELD[name],
            value=present(edition, name),
            origin=_origin(edition, name, titles),
            said=[
                Said(
                    source=row.source.slug,
                    title=titles.get(row.source.slug, row.source.slug),
                    value=value,
                    seen=row.last_seen,
                )
                for row, record in read
                if (value := getattr(record, name))
            ],
        )
        for name in STATED_BY_OPERATORS
    ]
    events = Event.objects.filter(subject=slug, kind__in=EVENT).order_by("-id")[:HISTORY]
    return KnownEdition(
        edition=edition,
        fields=fields,
        relations=list(edition.stated_relations.all()) if edition else [],
        statements=[
            StatedRow(row=row, raw=json.loads(row.raw))
            for row in rows
            if row.source.slug == OPERATOR
        ],
        events=[(event, EVENT[event.kind]) for event in events],
    )


def _rows(edition: Edition) -> list[SourceRecord]:
    kept = edition.source_records.select_related("source")
    return list(kept.order_by("source__rank", "source__slug", "-position"))


def _origin(edition: Edition | None, field: str, titles: dict[str, str]) -> str:
    """Who says the present value; the nature the number, unless somebody decided otherwise."""
    if edition is None:
        return ""
    if field == "nature":
        by = [said["source"] for said in edition.natures if said.get("decided")]
        return titles.get(by[0], by[0]) if by else _("标准编号")
    slug: str = edition.origins.get(field) or edition.origins.get("*", "")
    return titles.get(slug, slug)


def statement_row(pk: int) -> SourceRecord | None:
    """A statement that stands."""
    rows = SourceRecord.objects.filter(source__slug=OPERATOR).select_related("edition")
    return rows.filter(pk=pk).first()
