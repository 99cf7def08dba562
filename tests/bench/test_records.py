import json
import re
from collections import Counter
from itertools import islice
from pathlib import Path

from bench.codes import LEVELS
from bench.entries import level_of, read_records
from bench.records import AS_OF, FIELDS, generate, write_records
from biaozhun.core.number import NumberError, parse

FORMS = re.compile(
    r"(GB(/[TZ])?|[A-Z]{2}(/T)?|DB\d{2}(\d{2})?(/T)?|T/C[A-Z]{3}|Q/[A-Z]{4}) \d+(\.\d+)?-\d{4}"
    r"|(ISO|IEC|ISO/IEC|ISO/T[SR]|BS|EN|BS EN|DIN|DIN EN) \d+(-\d+)?:\d{4}"
    r"|(NF EN \d+(-\d+)?|ASTM [A-F]\d+|IEEE \d+(\.\d+)?)-\d{4}"
    r"|JIS [A-Z] \d+(-\d+)?:\d{4}"
)


def test_same_seed_gives_the_same_records() -> None:
    """Two passes with one seed agree, another seed does not."""
    assert list(generate(300, 7)) == list(generate(300, 7))
    assert list(generate(300, 7)) != list(generate(300, 8))


def test_a_longer_run_begins_like_a_shorter_one() -> None:
    """The size only says where to stop, so figures of two sizes speak of the same data."""
    assert list(islice(generate(2000), 500)) == list(generate(500))


def test_every_number_is_distinct_and_of_a_known_form() -> None:
    """No number is given twice and each is printed as its family prints numbers."""
    codes = [record["code"] for record in generate(5000)]
    assert len(set(codes)) == 5000
    assert [code for code in codes if not FORMS.fullmatch(code)] == []


def test_the_number_grammar_reads_every_code() -> None:
    """Nothing generated would be rejected by an import, so rates speak of whole records."""
    refused = []
    for record in generate(5000):
        try:
            parse(record["code"])
        except NumberError:
            refused.append(record["code"])
    assert refused == []


def test_levels_come_in_their_shares() -> None:
    """The mix of levels is the stated one, within two points."""
    counts = Counter(level_of(record["code"]) for record in generate(10_000))
    assert set(counts) == set(LEVELS)
    assert [level for level in LEVELS if abs(counts[level] / 100 - LEVELS[level]) > 2] == []


def test_replacements_name_the_edition_just_before() -> None:
    """About 15 % replace a predecessor that stands in the file, is older and is withdrawn."""
    records = list(generate(5000))
    by_code = {record["code"]: record for record in records}
    replacing = [record for record in records if "replaces_raw" in record]
    assert 0.13 < len(replacing) / len(records) < 0.17
    for record in replacing:
        old = by_code[record["replaces_raw"].removeprefix("代替")]
        assert old["published"] < record["published"]
        assert old["status"] == "废止"


def test_summaries_and_status_keep_their_promises() -> None:
    """Summaries are 60 to 210 characters; what enters into force later is upcoming."""
    for record in generate(2000):
        assert 60 <= len(record["summary"]) <= 210
        upcoming = record["implemented"] > AS_OF.isoformat()
        assert (record["status"] == "即将实施") == (upcoming and record["status"] != "废止")


def test_written_file_reads_back(tmp_path: Path) -> None:
    """One JSON object a line, fields in order and none empty, nothing else left in the folder."""
    path = tmp_path / "records.jsonl"
    write_records(path, 50)
    assert list(read_records(path)) == list(generate(50))
    assert [entry.name for entry in tmp_path.iterdir()] == ["records.jsonl"]
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        assert list(record) == [field for field in FIELDS if field in record]
        assert all(record.values())
