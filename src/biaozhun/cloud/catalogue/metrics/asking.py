"""What figures over the catalogue are asked with, and what their rows are called."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.templatetags.catalogue import place, title
from biaozhun.cloud.metrics.registry import FigureRow, Kind, Parameter

UNIT = Parameter(
    name="unit",
    kind=Kind.TEXT,
    words=_("起草单位"),
    required=True,
    hint=_("名称中的几个字即可，如“深圳”"),
)


def named(editions: Sequence[Edition]) -> list[FigureRow]:
    """Editions as rows, each with its day of publication."""
    return named_by("published")(editions)


def named_by(field: str) -> Callable[[Sequence[Edition]], list[FigureRow]]:
    """Editions as rows: number and title, the page, the day from which each counts."""

    def told(editions: Sequence[Edition]) -> list[FigureRow]:
        return [
            FigureRow(
                text=f"{edition.number} {title(edition)}".strip(),
                address=place(edition.slug),
                day=getattr(edition, field),
            )
            for edition in editions
        ]

    return told
