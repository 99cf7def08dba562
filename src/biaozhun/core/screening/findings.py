"""What screening a proposal says of its scope: findings with place, sentence and basis."""

from enum import StrEnum

import msgspec


class Part(StrEnum):
    """Where in a proposal something stands."""

    TITLE = "title"
    SCOPE = "scope"
    TEXT = "text"


class Weight(StrEnum):
    """What a finding means for the proposal."""

    AGAINST = "against"  # as written it cannot be a local standard
    DOOR = "door"  # a special regime: another authority issues it
    WEIGH = "weigh"  # a person has to look at it
    FOR = "for"  # speaks for a special local need


class ScopeFinding(msgspec.Struct, frozen=True, kw_only=True):
    """Something found in the words of a proposal.

    Attributes:
        code: what it is; its words and its advice are kept by code.
        weight: what it means.
        part: in what it stands.
        start: of the words that triggered it, in characters of the part.
        end: behind them.
        fragment: these words.
        sentence: the whole sentence they stand in.
        basis: the law or source it rests on, in Chinese; empty where none was verified.
        second_hand: the basis was read in a secondary source and is printed with 据.
    """

    code: str
    weight: Weight
    part: Part
    start: int
    end: int
    fragment: str
    sentence: str
    basis: str = ""
    second_hand: bool = False
