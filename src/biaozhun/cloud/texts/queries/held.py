"""Which texts are held of an edition, and which of them a reader asked for."""

from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import QuerySet

from biaozhun.cloud.texts.models import Clause, Text

MOST_SLUGS: Final = 900  # in one question; old SQLite takes no more
MOST_CHARACTERS: Final = 3_000_000  # of an edition that go into the index
NUL: Final = "\x00"


def texts_of(slug: str) -> list[Text]:
    """The texts on the shelf, the standard itself before its translations and guides."""
    if NUL in slug:
        return []
    order = list(Text.Kind)
    held = Text.objects.filter(slug=slug, state=Text.State.SHOWN).order_by("-added", "-pk")
    return sorted(
        held,
        key=lambda text: (order.index(Text.Kind(text.kind)), text.language != "zh", text.language),
    )


def chosen(texts: Iterable[Text], *, kind: str = "", language: str = "") -> Text | None:
    """The first of the kind and the language asked for, by clause rather than as a file.

    ``None`` where there is none of them.
    """
    fitting = [
        text
        for text in texts
        if (not kind or text.kind == kind) and (not language or text.language == language)
    ]
    if not fitting:
        return None
    first = fitting[0]
    same = [t for t in fitting if (t.kind, t.language) == (first.kind, first.language)]
    return min(same, key=lambda text: text.form != Text.Form.CLAUSES)


class OpenTexts:
    """The words of texts that everybody may read, for the search index."""

    def held(self, slugs: Collection[str]) -> Collection[str]:
        """Those of the editions that have one."""
        names = list(slugs)
        found: set[str] = set()
        for start in range(0, len(names), MOST_SLUGS):
            some = names[start : start + MOST_SLUGS]
            found.update(_readable().filter(slug__in=some).values_list("slug", flat=True))
        return found

    def words_of(self, slug: str) -> str:
        """All their words, clause by clause."""
        clauses = Clause.objects.filter(text__in=_readable().filter(slug=slug))
        rows = clauses.order_by("text_id", "position").values_list("title", "words")
        lines = (line for row in rows for line in row if line)
        return "\n".join(lines)[:MOST_CHARACTERS]


def _readable() -> QuerySet[Text]:
    return Text.objects.filter(
        state=Text.State.SHOWN, right=Text.Right.OPEN, form=Text.Form.CLAUSES
    ).order_by()
