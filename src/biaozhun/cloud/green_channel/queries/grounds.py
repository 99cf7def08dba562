"""The grounds of urgency: those of law in a place, and a region's own."""

from collections.abc import Iterable, Mapping

import msgspec
from django.utils.functional import lazy
from django.utils.translation import get_language

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.green_channel.models import OwnGround
from biaozhun.cloud.green_channel.models.ground import OWN
from biaozhun.cloud.organisations.models import OrganisationPlace
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core import urgency
from biaozhun.core.lifecycle.rules import Confidence


class GroundShown(msgspec.Struct, frozen=True, kw_only=True):
    """A ground as people read it.

    Attributes:
        code: what a use calls it.
        name: in the language of the page; a region's own as it wrote it.
        meaning: when it holds.
        basis: the law or rule, with its article where that was read in the primary text.
        is_sure: it was read in the primary text; a region's own is what the region says.
        own: where it is a region's own.
    """

    code: str
    name: str
    meaning: str
    basis: str
    is_sure: bool
    own: OwnGround | None = None


def division_of(authority: Organisation | int) -> str:
    """The code of the division of an authority; empty where nobody said; one question."""
    found = OrganisationPlace.objects.filter(organisation=authority).values_list("division")
    return str(found[0][0]) if found else ""


def grounds_of(authority: Organisation | int) -> list[GroundShown]:
    """The grounds an authority takes today; two questions."""
    law = [_of_law(one) for one in urgency.grounds_in(division_of(authority))]
    own = OwnGround.objects.filter(authority=authority, retired=None).order_by("pk")
    return [*law, *(_own(one) for one in own)]


def names_of(codes: Iterable[str]) -> Mapping[str, str]:
    """What grounds are called, whether they are taken today or not; at most one question."""
    known, told = urgency.grounds(), dict.fromkeys(codes)
    own = {int(code.removeprefix(OWN)) for code in told if code.startswith(OWN)}
    kept = OwnGround.objects.in_bulk(own) if own else {}
    names = {one.code: one.name for one in kept.values()}
    return {
        code: _of_law(known[code]).name if code in known else names.get(code, "") for code in told
    }


def _of_law(ground: urgency.Ground) -> GroundShown:
    said = in_tongue(ground.name, ground.name_en), in_tongue(ground.meaning, ground.meaning_en)
    return GroundShown(
        code=ground.code,
        name=said[0],
        meaning=said[1],
        basis=printed(ground),
        is_sure=ground.confidence is Confidence.READ,
    )


def in_tongue(chinese: str, english: str) -> str:
    """The platform's own words of a table in the language of the page."""
    return english if get_language() == "en" else in_readers_writing(chinese)


_lazily = lazy(in_tongue, str)


def lazy_name(ground: urgency.Ground) -> str:
    """What a ground is called, told when it is shown: for lists that are made at start."""
    return _lazily(ground.name, ground.name_en)


def printed(based: urgency.Ground | urgency.Step) -> str:
    """The basis of a row; in Chinese with its article where that was read in the primary text."""
    article = based.article if based.confidence is Confidence.READ else ""
    return in_tongue(based.basis + article, based.basis_en)


def _own(ground: OwnGround) -> GroundShown:
    return GroundShown(
        code=ground.code,
        name=ground.name,
        meaning=ground.meaning,
        basis=ground.basis,
        is_sure=True,
        own=ground,
    )
