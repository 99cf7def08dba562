"""Lines of a page joined to paragraphs by their edges."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

_BUCKET: Final = 12.0  # points; lines whose left edges are this close belong to one column
_SHORT: Final = 5.0  # heights of a line; one that ends further from the margin ends its paragraph
_INDENT: Final = 1.0  # heights of a line; one that begins further right begins a paragraph
_LEADING: Final = 1.5  # heights of a line; a wider gap parts paragraphs
_FEW: Final = 5  # lines of a column of which one may reach further than the others


class Line(NamedTuple):
    """A line with its edges in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """From its lowest to its highest point."""
        return max(self.top - self.bottom, 1.0)


def paragraphs(lines: list[Line]) -> Iterator[str]:
    """Lines joined to paragraphs; a line feed stays where each ends."""
    margins = _margins(lines)
    paragraph: list[str] = []
    before: Line | None = None
    for line in lines:
        if before and not _goes_on(before, line, margins[_bucket(before)]):
            yield "\n".join(paragraph)
            paragraph = []
        paragraph.append(line.text)
        before = line
    if paragraph:
        yield "\n".join(paragraph)


def _bucket(line: Line) -> int:
    return round(line.left / _BUCKET)


def _margins(lines: list[Line]) -> dict[int, float]:
    """How far to the right the lines of a column reach; one that stands out does not count."""
    reach: defaultdict[int, list[float]] = defaultdict(list)
    for line in lines:
        bucket = _bucket(line)
        for near in (bucket - 1, bucket, bucket + 1):
            reach[near].append(line.right)
    return {
        bucket: sorted(rights)[-2 if len(rights) > _FEW else -1] for bucket, rights in reach.items()
    }


def _goes_on(before: Line, line: Line, margin: float) -> bool:
    height = max(before.height, line.height)
    return (
        before.right >= margin - _SHORT * height
        and line.left <= before.left + _INDENT * height
        and line.top <= before.top
        and before.bottom - line.top <= _LEADING * height
    )
