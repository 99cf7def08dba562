"""The real catalogues, read through: every row accounted for, faults counted by code.

The counts are those of the files as they lie beside the project; a change of the reading that
moves one of them is seen here and must be meant.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.importers import Row, open_importer

pytestmark = pytest.mark.shared


def account(rows: Iterable[Row]) -> tuple[Counter[str], Counter[str]]:
    """Outcomes (``record`` or the code of the error) and findings, by code; positions checked."""
    outcomes: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for expected, row in enumerate(rows, start=1):
        assert row.position == expected
        assert (row.record is None) != (row.error is None)
        outcomes["record" if row.error is None else row.error.code] += 1
        for finding in row.record.findings if row.record else ():
            findings[finding.code] += 1
    return outcomes, findings


# file: rows, least share that must become records, findings no more often than
CATALOGUES = {
    "cn_a": (44_616, 0.998, {"placeholder_date": 2800, "relation_unstated": 400}),
    "cn_b": (13_149, 0.999, {"issuer_cut": 7600}),
    "cn_sports": (1_084, 1.0, {"relation_number": 50}),
    "cn_dirty_split_code": (1_347, 0.998, {"number_split": 130}),
    "iso": (61_638, 0.999, {"relation_to_itself": 100, "control_characters": 40}),
    "iec": (32_524, 0.998, {"withdrawn_before_published": 30}),
    "etsi": (28_616, 0.999, {}),
}
CODES_OF_CN_A = {
    "bad_date",
    "ccs_industry",
    "ccs_malformed",
    "ccs_unknown",
    "control_characters",
    "conversion_unclear",
    "ics_malformed",
    "ics_mended",
    "ics_unknown",
    "implausible_date",
    "imprecise_date",
    "in_force_before_published",
    "not_a_body",
    "not_a_replacement",
    "number_split",
    "placeholder_date",
    "relation_number",
    "replacement_backwards",
    "relation_unstated",
    "text_cut",
    "withdrawal_notice",
}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_row_of_a_catalogue_is_accounted_for(shared: Path, name: str) -> None:
    """Rows in are records and errors; the shares and the counts of faults stay where they are."""
    rows, share, limits = CATALOGUES[name]
    outcomes, findings = account(
        open_importer(shared / "data/catalogue" / f"{name}.jsonl.gz").rows()
    )
    print(name, dict(outcomes), dict(findings))  # noqa: T201 - the account is what is shown
    assert outcomes.total() == rows
    assert outcomes["record"] >= share * rows
    assert "unknown_column" not in findings
    assert "unknown_status" not in findings
    for code, limit in limits.items():
        assert 0 < findings[code] <= limit


def test_the_findings_of_the_main_catalogue_are_the_known_ones(shared: Path) -> None:
    """Every quirk the catalogue is known for is reported by its name, and nothing else is."""
    _, findings = account(open_importer(shared / "data/catalogue/cn_a.jsonl.gz").rows())
    assert set(findings) <= CODES_OF_CN_A
    assert findings["in_force_before_published"] == 250
    assert findings["not_a_body"] == 1


def test_the_six_books_of_the_second_catalogue_are_refused_as_books(shared: Path) -> None:
    """Rows with an ISBN for a code are no standards; the sixth is read otherwise and refused."""
    outcomes, _ = account(open_importer(shared / "data/catalogue/cn_b.jsonl.gz").rows())
    assert outcomes["isbn"] == 5
    assert outcomes.total() - outcomes["record"] == 6


def test_cards_and_relaton_files_become_records_without_exception(shared: Path) -> None:
    """All 770 cards and all 350 YAML files are read."""
    folder = shared / "data/catalogue"
    cards, _ = account(open_importer(folder / "cn_cards_gb.txt.gz").rows())
    relaton, findings = account(open_importer(folder / "relaton_yaml_sample.tar.gz").rows())
    assert cards == {"record": 770}
    assert relaton == {"record": 350}
    assert findings == {}


def test_relaton_and_its_json_extract_agree(shared: Path) -> None:
    """One edition at one stage read from YAML and from JSON states the same."""
    folder = shared / "data/catalogue"
    from_json = {
        row.record.number: row.record
        for row in open_importer(folder / "iso.jsonl.gz").rows()
        if row.record
    }
    rows = open_importer(folder / "relaton_yaml_sample.tar.gz").rows()
    pairs = [
        (row.record, from_json[row.record.number])
        for row in rows
        if row.record and row.record.number in from_json
    ]
    same_stage = [(one, other) for one, other in pairs if one.stage == other.stage]
    assert len(same_stage) >= 150
    differing = [
        one.number
        for one, other in same_stage
        if (set(one.relations), one.title_en, one.status, one.published)
        != (set(other.relations), other.title_en, other.status, other.published)
    ]
    # The extract joins several files of this edition, one of them older than its successor.
    assert differing == ["ISO 14544:2013"]


def test_resuming_within_a_catalogue_gives_the_same_rows(shared: Path) -> None:
    """Skipping thirteen thousand rows gives the rest as it was."""
    path = shared / "data/catalogue/cn_b.jsonl.gz"
    whole = list(itertools.islice(open_importer(path).rows(), 13_000, None))
    assert list(open_importer(path).rows(start=13_000)) == whole
