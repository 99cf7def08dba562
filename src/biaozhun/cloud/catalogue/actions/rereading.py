"""Which number a row is read as: the decisions of keepers, and the digest under which it is kept.

A kept row tells in its facts which number it bears; the edition it is kept for follows from that
number and the decisions that stand. So a decision that is taken back leaves nothing behind.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Self

import msgspec

from biaozhun.cloud.catalogue.actions.targets import Target, edition_number
from biaozhun.cloud.catalogue.models import NumberDecision


class Readings(msgspec.Struct, frozen=True):
    """The standing decisions.

    Attributes:
        merged: slug → the number that all of its rows are read as.
        parted: slug, source and row → the number that this row is read as.
    """

    merged: Mapping[str, str] = {}
    parted: Mapping[tuple[str, str, str], str] = {}

    @classmethod
    def standing(cls) -> Self:
        """Those of the library, as they stand now."""
        merged: dict[str, str] = {}
        parted: dict[tuple[str, str, str], str] = {}
        for decided in NumberDecision.objects.filter(until=None):
            if decided.row:
                parted[decided.from_slug, decided.source, decided.row] = decided.to_number
            else:
                merged[decided.from_slug] = decided.to_number
        return cls(merged, parted)

    def __bool__(self) -> bool:
        return bool(self.merged or self.parted)

    def home(self, own: Target, *, source: str, digest: str, key: str = "") -> Target:
        """The edition that a row of a number speaks of.

        Args:
            own: the edition of the number that it bears.
            source: slug of its source.
            digest: of the row as it came.
            key: the source's own key of it, where it has one.
        """
        number = (
            self.parted.get((own.slug, source, digest))
            or (self.parted.get((own.slug, source, f"id:{key}")) if key else None)
            or self.merged.get(own.slug)
        )
        return own if number is None else Target.of(edition_number(number))

    def slug(self, slug: str) -> str:
        """The slug under which a publication is held that a relation names."""
        number = self.merged.get(slug)
        return slug if number is None else Target.of(edition_number(number)).slug


def digest_of(raw: str) -> str:
    """The identity of a row among those its source gives of an edition."""
    return blake2b(raw.encode(errors="surrogatepass"), digest_size=16).hexdigest()


def kept_digest(raw: str, *, own: str, home: str) -> str:
    """The digest under which a row is kept: one that is read as another number bears its own too.

    A row may name two numbers, and both of them may be read as one.
    """
    return digest_of(raw) if own == home else digest_of(f"{raw}\0{own}")
