"""The texts on the shelf as programs ask for them: lists, outlines, single clauses.

What may not be read is listed with the reason; nothing that stands in it is told.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.texts.models import Clause, FormerAnchor, Text

_FOR_READERS: Final = (Text.State.SHOWN, Text.State.REPLACED)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which texts are listed; what is empty does not narrow.

    Attributes:
        slug: of an edition.
        kind: of the text.
        language: of the text.
        right: who may read it.
    """

    slug: str = ""
    kind: str = ""
    language: str = ""
    right: str = ""


class Offer(NamedTuple):
    """A page of texts; ``last`` is the place to go on behind, ``None`` where nothing follows."""

    texts: list[Text]
    last: int | None


class Outline(NamedTuple):
    """A page of the clauses of a text, without what stands in them; ``last`` as above."""

    clauses: list[Clause]
    last: int | None


def offered(wanted: Wanted, *, after: int, limit: int) -> Offer:
    """The texts on the shelf behind a place, in the order in which they came. One question."""
    given = {name: value for name, value in msgspec.structs.asdict(wanted).items() if value}
    shown = Text.objects.filter(pk__gt=after, state=Text.State.SHOWN, **given)
    found = list(shown.order_by("pk")[: limit + 1])
    return Offer(found[:limit], found[limit - 1].pk if len(found) > limit else None)


def invented_among(texts: Iterable[Text]) -> set[str]:
    """The slugs of those whose editions are invented ones of the demonstration. One question."""
    slugs = {text.slug for text in texts}
    return set(Edition.objects.filter(slug__in=slugs, invented=True).values_list("slug", flat=True))


def text_with(pk: int) -> Text | None:
    """The text of an id, if it is on the shelf or was replaced by one that came later."""
    found = Text.objects.filter(pk=pk, state__in=_FOR_READERS)
    return found.exclude(state=Text.State.REPLACED, replaced_by=None).first()


def outline(text: Text, *, after: int, limit: int) -> Outline:
    """The clauses of a text that come after so many, no more than the limit.

    None of a text that not everybody may read: its headings are content.
    """
    if not text.is_read_by_all:
        return Outline([], None)
    found = list(text.clauses.defer("tree", "words")[after : after + limit + 1])
    return Outline(found[:limit], after + limit if len(found) > limit else None)


def clause_at(text: Text, anchor: str) -> Clause | None:
    """The clause under an anchor, or the one to which an anchor of an earlier text leads."""
    found = text.clauses.filter(anchor=anchor).first()
    if found is not None:
        return found
    leads = FormerAnchor.objects.filter(text=text, anchor=anchor).values("leads_to")
    return text.clauses.filter(anchor__in=leads).first()
