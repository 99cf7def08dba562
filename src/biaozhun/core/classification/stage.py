"""Stage codes: ours (GB/T 16733) and ISO's, two columns mapped by meaning, never one list.

GB/T 16733 prints codes equal to ISO's, but 30 is consultation with everyone here and the
committee's own draft there; what ISO calls enquiry (40) is our consultation. Approval by the
authority (our 50) has no counterpart at ISO, whose 50 is the last vote: our technical review.
"""

from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.classification.scheme import ClassificationError
from biaozhun.core.reference import table


class IsoStage(msgspec.Struct, frozen=True, kw_only=True):
    """One harmonized stage code.

    Attributes:
        code: stage and sub-stage, such as ``60.60``.
        meaning_en: what has happened.
        meaning_zh: the same in Chinese.
        state: where the project is: still a draft, cancelled, published or withdrawn.
        national: the stage of GB/T 16733 that means the same.
    """

    code: str
    meaning_en: str
    meaning_zh: str
    state: Literal["draft", "cancelled", "published", "withdrawn"]
    national: str


class NationalStage(msgspec.Struct, frozen=True, kw_only=True):
    """One stage of GB/T 16733.

    Attributes:
        code: two digits.
        title_zh: its name.
        title_en: the same in English.
        product_zh: what it ends with.
        wto_stage: I to V of the WTO's code of good practice; empty where it has none.
        iso_stages: the stages of ISO that mean the same; may be none.
    """

    code: str
    title_zh: str
    title_en: str
    product_zh: str
    wto_stage: str
    iso_stages: tuple[str, ...]


@cache
def _national() -> dict[str, NationalStage]:
    return {
        row["code"]: msgspec.convert(
            dict(row) | {"iso_stages": tuple(row["iso_stages"].split())}, NationalStage
        )
        for row in table("stage_gbt16733")
    }


@cache
def _iso() -> dict[str, IsoStage]:
    chinese = {row["code"]: row["meaning_zh"] for row in table("stage_iso_zh")}
    ours = {iso: stage.code for stage in _national().values() for iso in stage.iso_stages}
    return {
        row["code"]: msgspec.convert(
            dict(row) | {"meaning_zh": chinese[row["code"]], "national": ours[row["code"][:2]]},
            IsoStage,
        )
        for row in table("stage_iso")
    }


def national_stages() -> tuple[NationalStage, ...]:
    """The nine stages of GB/T 16733 in their order."""
    return tuple(_national().values())


def of_national(code: str) -> NationalStage:
    """What a stage of GB/T 16733 means.

    Raises:
        ClassificationError: the standard has no such stage.
    """
    if code not in _national():
        raise _unknown("GB/T 16733", code)
    return _national()[code]


def of_iso(code: str) -> IsoStage:
    """What a harmonized stage code means.

    Raises:
        ClassificationError: ISO has no such code.
    """
    if code not in _iso():
        raise _unknown("ISO", code)
    return _iso()[code]


def _unknown(scheme: str, code: str) -> ClassificationError:
    return ClassificationError(
        f"{scheme} has no stage {code!r}", fragment=code, start=0, end=len(code)
    )
