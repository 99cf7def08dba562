"""The rules by which a check decides, each with its code, its meaning and where it comes from.

The codes are stable and stand in every answer; pages print the meaning in the reader's language by
the code. How an edition stands on a day is decided by the rules of ``core.succession``, whose code
stands beside in the answer. *Wrong "withdrawn"* and *wrong "no such number"* name the two errors
that the rules avoid before all others.
"""

from enum import StrEnum
from typing import Final, Self

RULES: Final = "biaozhun-validity 1"
"""Name and version of this set of rules, for reports; the number rises when an answer changes."""


class ValidityRule(StrEnum):
    """The rule that decided the outcome of a citation."""

    meaning: str
    basis: str

    def __new__(cls, code: str, meaning: str, basis: str) -> Self:
        """Make a member that is its code and carries its meaning and its basis."""
        rule = str.__new__(cls, code)
        rule._value_ = code
        rule.meaning = meaning
        rule.basis = basis
        return rule

    DATED_EDITION = (
        "dated-edition",
        "a dated citation means the edition of that year and no other",
        "GB/T 1.1-2020: of dated references only that edition applies",
    )
    NEWEST_EDITION = (
        "newest-edition",
        "an undated citation means the newest edition in force on the day",
        "GB/T 1.1-2020: of undated references the latest edition with its amendments applies",
    )
    LAST_EDITION = (
        "last-edition",
        "an undated citation; no edition is in force on the day, and the last one has ended",
        "of undated references the latest edition applies",
    )
    LAST_HELD_ENDED = (
        "last-held-ended",
        (
            "an undated citation; the last edition held has ended, and no source says whether a "
            "newer one follows"
        ),
        'wrong "withdrawn": a list shows a replaced edition and a standard that goes in one word',
    )
    COMING_EDITION = (
        "coming-edition",
        "an undated citation; no edition is in force on the day, and one is published",
        "a standard lives while an edition of it is to come",
    )
    SUSPENDED_EDITION = (
        "suspended-edition",
        "an undated citation; the newest edition is suspended on the day",
        "announcement first: 暂缓实施 holds from its day until the day of resumption",
    )
    DOUBTFUL_EDITION = (
        "doubtful-edition",
        "an undated citation; none is known to be in force, and one may be",
        'wrong "withdrawn": doubt never ends a standard',
    )
    NOT_PUBLISHED = (
        "not-published",
        "the day lies before its publication",
        "standards exist from the announcement that publishes them",
    )
    DRAFT_ONLY = (
        "draft-only",
        "only a draft or a project is known",
        "GB/T 16733: before stage 60 nothing is published",
    )
    ALL_PARTS = (
        "all-parts",
        "all parts are meant: the standard holds while a part of it does; those held are listed",
        "GB/T 1.1-2020: a reference to all parts means whichever parts there are",
    )
    CLAUSES_WITHDRAWN = (
        "clauses-withdrawn",
        "single clauses of it are withdrawn by announcement; the rest holds",
        "the announcements of the GB 55xxx codes withdraw the clauses they list and no others",
    )
    CITED_CLAUSE_WITHDRAWN = (
        "cited-clause-withdrawn",
        "the clause cited is among those withdrawn by announcement",
        "the announcements of the GB 55xxx codes withdraw the clauses they list",
    )
    OTHER_CLAUSES_WITHDRAWN = (
        "other-clauses-withdrawn",
        "single clauses are withdrawn by announcement, and the one cited is not among them",
        "the announcements of the GB 55xxx codes withdraw the clauses they list and no others",
    )
    SAME_TEXT_UNDER_KIN = (
        "same-text-under-kin",
        "it may go on under a number that differs in nature or prefix; no basis is recorded",
        'wrong "withdrawn": the conversion of 2017 and the change of codes kept the texts alive',
    )
    RENUMBERED_WITHOUT_BASIS = (
        "renumbered-without-basis",
        "a source states a renumbering and names no announcement for it",
        "numbers are changed by announcement; what only looks alike is a candidate",
    )
    KIN_HELD = (
        "kin-held",
        "only a standard whose number differs in nature or prefix is held; it may be meant",
        "a number without a recorded renumbering names one standard and no other",
    )
    OTHER_TEXT_FOLLOWS = (
        "other-text-follows",
        "the newer edition under its number is another text, and no source says it replaces this",
        "numbers were used again; that editions follow one another is an inference only",
    )
    PARTS_HELD = (
        "parts-held",
        "the number is that of a standard held in parts, and none is named",
        "the parts of a standard are documents of their own",
    )
    EDITION_BEFORE_PARTS = (
        "edition-before-parts",
        "of this number parts are held, and no undivided edition of that year",
        "many standards were one document before they were divided",
    )
    EDITION_NEWER = (
        "edition-newer",
        "the standard is held; the year cited is newer than any edition held",
        "an edition that is not held may exist",
    )
    EDITION_OLDER = (
        "edition-older",
        "the standard is held; the year cited is older than any edition held",
        "an edition that is not held may have existed",
    )
    EDITION_BETWEEN = (
        "edition-between",
        "the standard is held; no edition of the year cited is",
        "an edition that is not held may have existed; the year may be a slip",
    )
    SHEET_NOT_HELD = (
        "sheet-not-held",
        "the edition is held, the amendment cited is not",
        "an amendment that is not held may exist",
    )
    SHEET_ONLY = (
        "sheet-only",
        "of the standard only an amendment is held",
        "an amendment shows that there is the edition it amends",
    )
    TITLE_DISAGREES = (
        "title-disagrees",
        "the title printed beside the number is clearly that of another text",
        "one of the two is wrong, and nothing tells which",
    )
    NUMBER_USED_AGAIN = (
        "number-used-again",
        "the title is that of an earlier text; the number has since been given to another",
        "numbers were used again for other texts",
    )
    TITLE_OF_KIN = (
        "title-of-kin",
        "the title is that of a standard whose number differs in nature or prefix",
        "one of the two is wrong, and nothing tells which",
    )
    NAMED_ONLY = (
        "named-only",
        "not held itself; a source that tells what took its place names it",
        "forewords and announcements name what they replace and renumber",
    )
    NOT_HELD = (
        "not-held",
        "well-formed, and not held; what is held of this code is not known to be complete",
        'wrong "no such number": what is not held may exist',
    )
    NO_SUCH_NUMBER = (
        "no-such-number",
        "every number of this code up to a higher serial is held, and this is not among them",
        "serials are given in order by one body; a keeper says from which source it is complete",
    )
    MALFORMED = (
        "malformed",
        "what is printed cannot be the number of a standard",
        "the grammar of standard numbers",
    )
