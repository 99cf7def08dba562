"""Open texts of this library that a draft repeats, looked for among those that may be near."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.queries.reading import reader
from biaozhun.cloud.screening.queries.answers import TextOverlap
from biaozhun.cloud.search.port import Request
from biaozhun.cloud.search.query import InField, Query
from biaozhun.cloud.texts.models import Clause, Text
from biaozhun.core.screening.copied import Sentence, copied, sentences_of

MOST_TEXTS: Final = 20
MOST_CHARACTERS: Final = 1_000_000  # of all of them together; some seconds of reading otherwise
MOST_SAMPLES: Final = 8  # sentences of the draft that the index is asked for
MOST_EXAMPLES: Final = 3
_SAMPLE: Final = 10  # characters
_HITS: Final = 10
LEAST_SHARE: Final = 0.02  # of the draft's sentences; one in fifty is what a field has in common


class TextsCompared(msgspec.Struct, frozen=True):
    """The texts that the draft repeats, and how many it was compared with."""

    found: tuple[TextOverlap, ...] = ()
    compared: int = 0


def text_overlaps(
    draft: str, near: Sequence[str], exclude: AbstractSet[str], on: dt.date
) -> TextsCompared:
    """Compare a draft with the open texts of near editions and of those that hold its sentences.

    Args:
        draft: its words.
        near: slugs of editions with near titles, the nearest first.
        exclude: slugs not to compare with.
        on: the day of the question to the index.

    Raises:
        RebuildRequiredError: there is no index.
    """
    sentences = sentences_of(draft)
    if not sentences:
        return TextsCompared()
    slugs = [slug for slug in (*_holding(sentences, on), *near) if slug not in exclude]
    texts = _open_texts(slugs)
    clauses = _clauses(texts)
    found = [_overlap(text, sentences, clauses[text.pk]) for text in texts]
    kept = [one for one in found if one.share >= LEAST_SHARE]
    kept.sort(key=lambda one: (-one.share, one.number))
    return TextsCompared(tuple(kept), len(texts))


def _holding(sentences: Sequence[Sentence], on: dt.date) -> list[str]:
    """Slugs of editions whose texts hold some sentences, taken from all over the draft."""
    step = -(-len(sentences) // MOST_SAMPLES)
    slugs: dict[str, None] = {}
    for sentence in sentences[::step]:
        sample = sentence.compared[:_SAMPLE]
        asked = Request(
            query=Query(sample, (InField("inside", sample),)), on=on, size=_HITS, facets=()
        )
        slugs.update(dict.fromkeys(hit.slug for hit in reader().search(asked).hits))
    return list(slugs)


def _open_texts(slugs: Sequence[str]) -> list[Text]:
    order = {slug: place for place, slug in enumerate(dict.fromkeys(slugs))}
    held = Text.objects.filter(
        slug__in=list(order),
        state=Text.State.SHOWN,
        right=Text.Right.OPEN,
        form=Text.Form.CLAUSES,
        kind=Text.Kind.TEXT,
    )
    return sorted(held, key=lambda text: (order[text.slug], text.pk))[:MOST_TEXTS]


def _clauses(texts: Sequence[Text]) -> dict[int, list[tuple[str, str]]]:
    """Anchor, number and words of their clauses, as far as the bound reaches."""
    rows = Clause.objects.filter(text__in=texts).order_by("position", "text_id")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    left = MOST_CHARACTERS
    for text, anchor, words in rows.values_list("text_id", "anchor", "words").iterator():
        left -= len(words)
        if left < 0:
            break
        found[text].append((anchor, words))
    return found


def _overlap(
    text: Text, sentences: Sequence[Sentence], clauses: Sequence[tuple[str, str]]
) -> TextOverlap:
    copies = copied(sentences, clauses)
    longest = sorted(copies, key=lambda copy: -len(copy.sentence))[:MOST_EXAMPLES]
    return TextOverlap(
        slug=text.slug,
        number=text.number,
        share=len(copies) / len(sentences),
        sentences=len(copies),
        examples=tuple((copy.sentence, copy.clause) for copy in longest),
    )
