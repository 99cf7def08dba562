"""Numbers inside addresses: the canonical form with hyphens for blanks."""

from biaozhun.core.number.errors import NumberError
from biaozhun.core.number.reading import parse
from biaozhun.core.number.value import StandardNumber

_MOST_BLANKS = 6


def parse_slug(text: str) -> StandardNumber:
    """Read a number from an address such as ``GB/T-1.1-2020`` or ``gbt1.1``.

    The blanks of a slug are lost, so each of its first hyphens is tried as one; a reading whose
    own slug is the text wins over one that merely fits. Everything :func:`parse` reads is read too.

    Raises:
        NumberError: as :func:`parse` raises for the text itself.
    """
    slug = text.strip()
    fitting: StandardNumber | None = None
    for candidate in _candidates(slug):
        try:
            number = parse(candidate)
        except NumberError:
            continue
        if number.slug == slug:
            return number
        fitting = fitting or number
    return fitting or parse(text)


def _candidates(slug: str) -> list[str]:
    spaced = [slug]
    for _ in range(min(_MOST_BLANKS, slug.count("-"))):
        spaced.append(spaced[-1].replace("-", " ", 1))
    spaced.reverse()
    bracketed = [each.replace("-(", " (") for each in spaced if "-(" in each]
    return bracketed + spaced
