"""Sources of other installations: their names here, and by whom their rows come."""

import re
from hashlib import blake2b

from biaozhun.cloud.catalogue.actions.sources import SourceDescription, register_source
from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.exchange.models import ForeignSource
from biaozhun.cloud.exchange.statements import SourceTold

LONGEST = 60  # characters of a source's name
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class Names:
    """The names of foreign sources in one harvest.

    Args:
        via: identifier of the installation that is harvested.
    """

    def __init__(self, via: str) -> None:
        self._via = via
        self._known = {(row.installation, row.origin): row for row in ForeignSource.objects.all()}
        self._told: dict[str, SourceTold] = {}

    def of(self, source: SourceTold) -> str | None:
        """The source's name here; ``None`` where its rows come by another way.

        A source is taken from one installation only, or two that know it differently would undo
        each other's rows for ever. Where it is kept comes before who passes it on.
        """
        key = (source.installation, source.slug)
        row = self._known.get(key) or self._new(source)
        self._known[key] = row
        if row.via != self._via:
            if source.installation != self._via:
                return None
            row.via = self._via
            row.save(update_fields=["via"])
        if row.slug not in self._told:
            self._told[row.slug] = source
            self._describe(row, source)
        return row.slug

    def _new(self, source: SourceTold) -> ForeignSource:
        """Its name behind ours: it keeps the order of names, and no source of ours can bear it."""
        room = LONGEST - len(source.installation) - 2
        stem = source.slug
        if len(stem) > room:
            stem = f"{stem[: room - 9]}-{blake2b(stem.encode(), digest_size=4).hexdigest()}"
        return ForeignSource.objects.create(
            slug=f"{stem}--{source.installation}",
            installation=source.installation,
            origin=source.slug,
            via=self._via,
            rank=source.rank,
        )

    def _describe(self, row: ForeignSource, source: SourceTold) -> None:
        """Bring the source up to what is told; a rank an operator has set here stays."""
        held = Source.objects.filter(slug=row.slug).values_list("rank", flat=True).first()
        kept = held is not None and held != row.rank
        register_source(
            SourceDescription(
                slug=row.slug,
                title=source.title,
                rank=None if kept else source.rank,
                licence=source.licence,
                invented=source.invented,
            )
        )
        Source.objects.filter(slug=row.slug).update(
            redistributable=source.redistributable, address=source.address
        )
        if row.rank != source.rank:
            row.rank = source.rank
            row.save(update_fields=["rank"])


def is_sound(source: SourceTold) -> bool:
    """Whether what is told of a source can be kept."""
    return (
        _is_identifier(source.installation)
        and 0 <= source.rank <= 100
        and 0 < len(source.title) <= 200
        and len(source.licence) <= 200
        and len(source.address) <= 500
        and "\x00" not in source.title + source.licence + source.address
        and _NAME.fullmatch(source.slug) is not None
    )


def _is_identifier(text: str) -> bool:
    return len(text) == 12 and set(text) <= set("0123456789abcdef")
