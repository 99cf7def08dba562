"""Every code that a page can meet has its words."""

from collections.abc import Collection, Mapping
from typing import get_args

import pytest

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.search.port import FACETS, Sort
from biaozhun.cloud.search.query import NoteCode
from biaozhun.core.bibliography import Degree, NatureWord
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.bibliography.reading import RefusedRowError
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import Family, Nature, NumberError
from biaozhun.core.succession import Clash, NatureClash, NatureRule, Rule, Status
from biaozhun.documents.errors import DocumentError
from tools import stable_codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.RULE, Rule),
        (wording.CLASH, Clash),
        (wording.STATUS, Status),
        (wording.FAMILY, Family),
        (wording.NATURE, Nature),
        (wording.NATURE_WORD, NatureWord),
        (wording.NATURE_RULE, NatureRule),
        (wording.NATURE_CLASH, NatureClash),
        (wording.DEGREE, Degree),
        (wording.FACET, FACETS),
        (wording.SORT, get_args(Sort)),
        (wording.NOTE, get_args(NoteCode)),
    ],
    ids=[
        *("rule", "clash", "status", "family", "nature", "nature word", "nature rule"),
        *("nature clash", "degree", "facet", "sort", "note"),
    ],
)
def test_every_code_is_named_and_nothing_else(
    words: Mapping[str, object], codes: Collection[str]
) -> None:
    """The table and the codes of the program are the same set: no page fails on a new one."""
    assert set(words) == {str(code) for code in codes}


def named(*kinds: str) -> set[str]:
    """The codes written at the places that give one of these."""
    return {one.code for one in stable_codes.given() if one.by in kinds and one.is_named}


def defaults(kind: type[BiaozhunError]) -> set[str]:
    """The codes of a class of errors and of those below it."""
    return {kind.default_code}.union(*map(defaults, kind.__subclasses__()))


def test_every_value_that_is_not_taken_has_its_sentence() -> None:
    """A finding of the core that the page of a run could not name is a fault, as is a dead one."""
    assert set(wording.FINDING) == named("Finding")


def test_every_reason_of_a_rejected_row_has_its_sentence() -> None:
    """A row is rejected by its reader, for its number, or where its document ends early."""
    own = named("RowError", "RefusedRowError", "NumberError", "DocumentError")
    given = own.union(*map(defaults, (RefusedRowError, NumberError, DocumentError)))
    handed_over = {"too_long", "unexpected_form"}  # a finding about the number itself
    assert set(wording.REJECTION) == given | handed_over
    assert handed_over <= named("Finding")


def test_every_field_that_a_finding_is_about_is_named() -> None:
    """All that columns are read as, the cells that state several fields among them."""
    assert set(READERS) <= set(wording.FIELD) | set(wording.CELL)
    assert not set(wording.FIELD) & set(wording.CELL)


def test_no_code_escapes_by_being_handed_on() -> None:
    """Where a code is not written at the place, it is one that another place gave."""
    handed_on = {(one.module, one.code) for one in stable_codes.given() if not one.is_named}
    assert handed_on == {
        ("cloud/catalogue/actions/undoing.py", "f'undo_{refused}'"),  # of queries.undoing
        ("cloud/catalogue/importers/cards.py", "error.code"),  # of a document, here and below
        ("cloud/catalogue/importers/choose.py", "error.code"),
        ("cloud/catalogue/importers/json_lines.py", "error.code"),
        ("cloud/catalogue/importers/json_lines.py", "faults[0].code"),
        ("cloud/catalogue/importers/looking.py", "error.code"),
        ("cloud/catalogue/importers/mapped.py", "error.code"),
        ("cloud/catalogue/importers/relaton.py", "error.code"),
        ("cloud/catalogue/importers/tables.py", "error.code"),
        ("cloud/exchange/harvest/client.py", "error.code"),  # of an address
        ("cloud/exchange/harvest/pages.py", "code"),  # of the service that is harvested
        ("cloud/holdings/forms/copies.py", "error.code"),  # of a number
        ("cloud/plans/actions/holding.py", "code"),  # of wording.refusals, a test there
        ("cloud/ui/problems.py", "error.code"),  # of a number, a cursor, the index, a check …
        ("cloud/ui/views.py", "code"),  # the phrase of the status
        ("cloud/validity/forms/keeping.py", "error.code"),  # of a number
        ("core/bibliography/fields.py", "fault.code"),  # _MESSAGES of the classifications
        ("core/bibliography/fields.py", "found.fault"),  # _DATE_FAULTS
        ("core/bibliography/interpret.py", "cause.code"),  # of a number
        ("core/bibliography/interpret.py", "f'{later}_before_{earlier}'"),  # _ORDER
        ("core/bibliography/interpret.py", "finding.code"),  # two, named above
        ("core/bibliography/reading.py", "code"),  # report()
        ("core/bibliography/relations.py", "code"),  # report()
        ("core/lifecycle/rules/applying.py", "one.code"),  # of Looser, a test there
        ("documents/isolation.py", "fault.code"),  # of the reader in the other process
    }
