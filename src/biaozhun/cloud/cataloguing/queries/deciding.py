"""One disagreement with what every source says about it; rules and decisions on numbers."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    NumberDecision,
    PrecedenceRule,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.cataloguing.wording import relation_words
from biaozhun.core.bibliography import (
    OPERATOR,
    THE_NUMBER,
    BibliographicRecord,
    StatedRelation,
)
from biaozhun.core.bibliography.deciding import relation_key
from biaozhun.core.bibliography.natures import nature_of_number
from biaozhun.core.bibliography.precedence import details_differ

PAGE = 50  # rows

_facts = msgspec.json.Decoder(BibliographicRecord)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A value that can be chosen, and who says it."""

    value: object
    sources: list[str]

    @property
    def key(self) -> str:
        """What a form names it by: its place may be another's once an import has come between."""
        return blake2b(repr(self.value).encode(), digest_size=8).hexdigest()

    @property
    def text(self) -> str:
        """The value as text."""
        if isinstance(self.value, StatedRelation):
            return relation_words(self.value)
        return "; ".join(self.value) if isinstance(self.value, tuple) else str(self.value)


class OneConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement, its edition, and the values that sources state.

    Of relations these are those of which sources tell different things, one by one.
    """

    conflict: Conflict
    edition: Edition
    choices: list[Choice]


def conflict_with(pk: int) -> OneConflict | None:
    """The disagreement with this id."""
    if pk > LARGEST_ID:
        return None
    conflict = Conflict.objects.select_related("edition").filter(pk=pk).first()
    if conflict is None:
        return None
    choices: dict[str, Choice] = {}
    for value, said_by in _said(conflict):
        choice = choices.setdefault(repr(value), Choice(value=value, sources=[]))
        choice.sources.append(said_by)
    return OneConflict(conflict=conflict, edition=conflict.edition, choices=list(choices.values()))


def _said(conflict: Conflict) -> Iterator[tuple[object, str]]:
    """Every value that can be chosen with who says it; of the nature the number says it too."""
    rows = SourceRecord.objects.filter(edition=conflict.edition).exclude(source__slug=OPERATOR)
    read = [(row.source.title, _facts.decode(row.facts)) for row in rows.select_related("source")]
    if conflict.field == "relations":
        yield from _contested((title, one) for title, record in read for one in record.relations)
        return
    if conflict.field == "nature" and (own := nature_of_number(conflict.edition.number)):
        yield own, _("标准编号")
    for title, record in read:
        if value := getattr(record, conflict.field):
            yield value, title


def _contested(said: Iterable[tuple[str, StatedRelation]]) -> Iterator[tuple[object, str]]:
    """The relations of which different extents, degrees or days are told."""
    told: dict[tuple[str, str, bool], list[tuple[str, StatedRelation]]] = {}
    for title, relation in said:
        told.setdefault(relation_key(relation), []).append((title, relation))
    for each in told.values():
        if any(details_differ(one, other) for _title, one in each for _other, other in each):
            yield from ((relation, title) for title, relation in each)


class RuleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rule with the names of its sources and how many disagreements it decides."""

    rule: PrecedenceRule
    preferred: str
    over: str
    decides: int


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the rules, those that stand first."""

    page: Page[PrecedenceRule]
    rows: list[RuleRow]


def all_rules() -> QuerySet[PrecedenceRule]:
    """All rules, those that stand first, the newest before the others."""
    return PrecedenceRule.objects.order_by(F("until").desc(nulls_first=True), "-id")


def rules(page: int) -> Rules:
    """A page of them with what each decides."""
    shown = Paginator(all_rules(), PAGE).get_page(page)
    keys = [f"rule:{rule.pk}" for rule in shown]
    counts = dict(
        Conflict.objects.filter(decided__in=keys)
        .order_by()
        .values_list("decided")
        .annotate(n=Count("id"))
    )
    titles = {THE_NUMBER: _("标准编号"), **dict(Source.objects.values_list("slug", "title"))}
    rows = [
        RuleRow(
            rule=rule,
            preferred=titles.get(rule.preferred, rule.preferred),
            over=titles.get(rule.over, rule.over),
            decides=counts.get(f"rule:{rule.pk}", 0),
        )
        for rule in shown
    ]
    return Rules(page=shown, rows=rows)


def rule_with(pk: int) -> PrecedenceRule | None:
    """The rule with this id."""
    return PrecedenceRule.objects.filter(pk=pk).first() if pk <= LARGEST_ID else None


def sources() -> list[tuple[str, str]]:
    """Slug and title of the sources that rules may name."""
    return list(Source.objects.exclude(slug=OPERATOR).values_list("slug", "title"))


def number_decisions(page: int) -> Page[NumberDecision]:
    """A page of the decisions on numbers, the newest first."""
    return Paginator(NumberDecision.objects.order_by("-id"), PAGE).get_page(page)


def number_decision_with(pk: int) -> NumberDecision | None:
    """The decision with this id."""
    return NumberDecision.objects.filter(pk=pk).first() if pk <= LARGEST_ID else None


class MergePreview(msgspec.Struct, frozen=True, kw_only=True):
    """Two numbers that are to become one, as far as they are held."""

    source: Edition | None
    target: Edition | None
    rows: int
    naming: int


def merge_preview(from_slug: str, to_slug: str) -> MergePreview:
    """What a merge of two numbers would move."""
    held = {
        edition.slug: edition for edition in Edition.objects.filter(slug__in=(from_slug, to_slug))
    }
    rows = SourceRecord.objects.filter(edition__slug=from_slug).count()
    naming = Edition.objects.filter(stated_relations__object=from_slug)
    return MergePreview(
        source=held.get(from_slug),
        target=held.get(to_slug),
        rows=rows,
        naming=naming.distinct().count(),
    )


def rows_of(edition: Edition) -> list[SourceRecord]:
    """The rows kept for an edition."""
    kept = edition.source_records.select_related("source").exclude(source__slug=OPERATOR)
    return list(kept.order_by("source__rank", "source__slug", "position"))
