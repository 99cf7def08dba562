"""Two versions of a text side by side, paragraph by paragraph."""

import difflib
from collections.abc import Sequence
from typing import Final

import msgspec

from biaozhun.cloud.drafting.models import DocumentText, ProjectDocument

MOST_SHOWN: Final = 2_000  # changed paragraphs on one page
_AROUND: Final = 1  # unchanged paragraphs shown beside a change


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text.

    Attributes:
        kind: ``same``, ``added``, ``removed`` or ``changed``.
        before: paragraphs of the older version.
        after: paragraphs of the newer one.
    """

    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What changed.

    Attributes:
        changes: stretches in the order of the text; of what is the same only the edges.
        added: number of paragraphs that are new.
        removed: number of paragraphs that are gone.
        changed: number of paragraphs that were reworded.
        is_cut: there is more than a page shows.
    """

    changes: tuple[Change, ...]
    added: int
    removed: int
    changed: int
    is_cut: bool

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return not (self.added or self.removed or self.changed)


_KINDS: Final = {"equal": "same", "insert": "added", "delete": "removed", "replace": "changed"}


def compared(older: ProjectDocument, newer: ProjectDocument) -> Comparison | None:
    """How two versions differ; nothing where one could not be read yet. One question."""
    texts = DocumentText.objects.filter(document__in=[older.pk, newer.pk], fault="")
    read = {one.document_id: one.paragraphs for one in texts}
    if older.pk not in read or newer.pk not in read:
        return None
    return difference(read[older.pk], read[newer.pk])


def difference(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """How two sequences of paragraphs differ."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    counts = {"added": 0, "removed": 0, "changed": 0}
    for tag, a, b, c, d in matcher.get_opcodes():
        old, new, kind = tuple(before[a:b]), tuple(after[c:d]), _KINDS[tag]
        if kind == "same":
            changes.append(Change(kind=kind, before=_edges(old)))
            continue
        changes.append(Change(kind=kind, before=old, after=new))
        counts["changed"] += min(len(old), len(new))
        counts["added"] += max(len(new) - len(old), 0)
        counts["removed"] += max(len(old) - len(new), 0)
    return Comparison(
        changes=tuple(changes[:MOST_SHOWN]), is_cut=len(changes) > MOST_SHOWN, **counts
    )


def _edges(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """The first and the last of a stretch that is the same."""
    if len(paragraphs) <= 2 * _AROUND + 1:
        return paragraphs
    return (*paragraphs[:_AROUND], "…", *paragraphs[-_AROUND:])
