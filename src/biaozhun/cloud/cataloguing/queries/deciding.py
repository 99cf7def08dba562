"""One disagreement with what every source says about it; rules and decisions on numbers."""

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet

from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    NumberDecision,
    PrecedenceRule,
    Source,
    SourceRecord,
)
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.core.bibliography import OPERATOR, STATED_BY_OPERATORS, BibliographicRecord

PAGE = 50  # rows

_facts = msgspec.json.Decoder(BibliographicRecord)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A value that can be chosen, and who says it."""

    value: object
    sources: list[str]

    @property
    def text(self) -> str:
        """The value as text."""
        return "; ".join(self.value) if isinstance(self.value, tuple) else str(self.value)


class OneConflict(msgspec.Struct, frozen=True, kw_only=True):
    """A disagreement, its edition, and the values that sources state; none for some fields."""

    conflict: Conflict
    edition: Edition
    choices: list[Choice]
    can_be_stated: bool


def conflict_with(pk: int) -> OneConflict | None:
    """The disagreement with this id."""
    if pk > LARGEST_ID:
        return None
    conflict = Conflict.objects.select_related("edition").filter(pk=pk).first()
    if conflict is None:
        return None
    stated = conflict.field in STATED_BY_OPERATORS
    choices: dict[str, Choice] = {}
    for row in SourceRecord.objects.filter(edition=conflict.edition).select_related("source"):
        if not stated or row.source.slug == OPERATOR:
            continue
        value = getattr(_facts.decode(row.facts), conflict.field)
        if value:
            choice = choices.setdefault(repr(value), Choice(value=value, sources=[]))
            choice.sources.append(row.source.title)
    return OneConflict(
        conflict=conflict,
        edition=conflict.edition,
        choices=list(choices.values()),
        can_be_stated=stated,
    )


class RuleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A rule with how many disagreements it decides."""

    rule: PrecedenceRule
    decides: int


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the rules, those that stand first."""

    page: Page[PrecedenceRule]
    rows: list[RuleRow]
    titles: dict[str, str]


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
    return Rules(
        page=shown,
        rows=[RuleRow(rule=r, decides=counts.get(f"rule:{r.pk}", 0)) for r in shown],
        titles=dict(Source.objects.values_list("slug", "title")),
    )


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
