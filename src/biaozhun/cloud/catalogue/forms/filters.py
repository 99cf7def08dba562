"""The filters beside a list of hits: what can be chosen, how many it leaves, where it leads."""

from collections.abc import Mapping, Sequence

import msgspec
from django.http import QueryDict
from django.utils.translation import get_language

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.search.port import FacetCount
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.classification import ClassificationError, Language, ccs, division, ics, industry

SHOWN = 8  # values before "more"
FIRST_OPEN = ("status", "level", "nature", "ics")


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a filter; ``address`` chooses it, or lets it go where it is chosen."""

    words: str
    count: int | None
    chosen: bool
    address: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """A filter with its values, the chosen ones first."""

    facet: str
    words: str
    shown: list[Choice]
    more: list[Choice]

    @property
    def open(self) -> bool:
        """Whether the group stands open: the leading ones, and any in which something is chosen."""
        return self.facet in FIRST_OPEN or any(choice.chosen for choice in self.shown)


def groups(
    facets: Mapping[str, Sequence[FacetCount]],
    filters: Mapping[str, Sequence[str]],
    query: QueryDict,
) -> list[Group]:
    """The filters in their order; one that leaves no choice is left out."""
    found = (
        _group(facet, facets.get(facet, ()), filters.get(facet, ()), query)
        for facet in wording.FACET
    )
    return [group for group in found if group.shown]


def _group(
    facet: str, counts: Sequence[FacetCount], chosen: Sequence[str], query: QueryDict
) -> Group:
    known = {count.value: count.count for count in counts}
    order = [*chosen, *(value for value in _ordered(facet, known) if value not in chosen)]
    choices = [
        Choice(
            words=words_of(facet, value),
            count=known.get(value),
            chosen=value in chosen,
            address=_toggled(query, facet, value),
        )
        for value in order
    ]
    cut = max(SHOWN, len(chosen))
    return Group(
        facet=facet,
        words=str(wording.FACET[facet]),
        shown=choices[:cut],
        more=choices[cut:],
    )


def _ordered(facet: str, known: Mapping[str, int]) -> list[str]:
    """Years newest first, anything else as it came: the most frequent first."""
    return sorted(known, reverse=True) if facet.endswith("_year") else list(known)


def _toggled(query: QueryDict, facet: str, value: str) -> str:
    state = query.copy()
    state.pop("page", None)
    values = query.getlist(facet)
    state.setlist(facet, [v for v in values if v != value] if value in values else [*values, value])
    return f"?{state.urlencode()}"


def words_of(facet: str, value: str) -> str:
    """What a value of a facet is called in the reader's language."""
    match facet:
        case "level":
            return wording.written(wording.FAMILY, value)
        case "nature":
            return wording.written(wording.NATURE, value)
        case "status":
            return wording.written(wording.STATUS, value)
        case "ics" | "ccs" | "industry":
            return f"{value} {code_title(facet, value)}".rstrip()
        case "region":
            return f"{value} {region_name(value)}".rstrip()
        case "issuer" | "jurisdiction" | "published_year" | "in_force_year":
            return value
        case _:
            raise ValueError(f"no facet {facet!r}")


_TITLES = {"ics": ics.title, "ccs": ccs.title, "industry": industry.title}


def code_title(scheme: str, code: str) -> str:
    """What a code of a classification stands for; empty where the table does not have it."""
    first: Language = "en" if get_language() == "en" else "zh"
    second: Language = "zh" if first == "en" else "en"
    try:
        title = _TITLES[scheme](code, first) or _TITLES[scheme](code, second) or ""
    except ClassificationError:
        return ""
    return in_readers_writing(title)


def region_name(code: str) -> str:
    """The name of a region, in English where the reader reads English and the table has it."""
    try:
        found = division.division(code)
    except ClassificationError:
        return ""
    if get_language() == "en" and found.name_en:
        return found.name_en
    return in_readers_writing(found.name)
