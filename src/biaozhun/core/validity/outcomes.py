"""What a check can find, and what follows from it: two columns, never one."""

from enum import StrEnum


class Citing(StrEnum):
    """Who cites: what a citation asks of a standard depends on it."""

    REFERENCE = "reference"  # normative reference of a standard
    CONTRACT = "contract"  # contract, drawing, tender
    PRODUCT = "product"  # product label, declaration: must hold on the day of production
    LAW = "law"  # law, regulation, policy: the issuer is to be told


class Outcome(StrEnum):
    """How what is cited stands on the day."""

    UNKNOWN = "unknown"  # held, and no source tells how it stands on that day
    IN_FORCE = "in-force"
    UPCOMING = "upcoming"
    REPLACED = "replaced"
    PARTLY_REPLACED = "partly-replaced"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    RENUMBERED = "renumbered"
    CLAUSES_WITHDRAWN = "clauses-withdrawn"
    EDITION_UNKNOWN = "edition-unknown"
    NOT_HELD = "not-held"
    NO_SUCH_NUMBER = "no-such-number"
    MALFORMED = "malformed"
    TITLE_MISMATCH = "title-mismatch"
    AMBIGUOUS = "ambiguous"


class Consequence(StrEnum):
    """What follows for who cites."""

    NONE = "none"  # nothing is to be done
    REVIEW = "review"  # the reference means that edition still; look whether the newer one fits
    EITHER = "either"  # the old or the new may be followed until the new one is in force
    CHANGE = "change"  # what is cited no longer holds: change it
    AGREE = "agree"  # ask the other party which edition is meant to hold
    TELL_ISSUER = "tell-issuer"  # the body that issued the citing text is to be told
    CHECK = "check"  # look into the original or an official record before relying on it
    CORRECT = "correct"  # the number as printed is wrong: correct it
    WAIT = "wait"  # not in force yet: it cannot be relied on before that day
