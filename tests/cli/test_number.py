"""``biaozhun number``: one answer for each line, in order, while the lines come."""

import json
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.cli.conftest import COMMAND, Run, environment

KEYS = [
    "input",
    "number",
    "family",
    "prefix",
    "nature",
    "serial",
    "part",
    "year",
    "amendment",
    "error",
]
MANY = 100_000
HEAVY = {"django", "granian", "tantivy", "rich", "lxml", "pypdfium2"}

pytestmark = pytest.mark.xdist_group("cli")


def objects(text: str) -> list[dict[str, Any]]:
    """The JSON objects of the output, one a line."""
    lines = text.split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


def test_a_number_is_taken_apart_under_its_documented_names(biaozhun: Run) -> None:
    """The object has exactly the documented names in their order, and an exit code of 0."""
    done = biaozhun("number", "--json", "GB/T 1.1-2020", "GB 3095-2012/XG1-2018")
    plain, amendment = objects(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(plain) == KEYS
    assert plain == {
        "input": "GB/T 1.1-2020",
        "number": "GB/T 1.1-2020",
        "family": "national",
        "prefix": "GB",
        "nature": "recommended",
        "serial": "1",
        "part": "1",
        "year": 2020,
        "amendment": None,
        "error": None,
    }
    assert (amendment["year"], amendment["amendment"]) == (2012, "XG1-2018")


def test_a_refused_number_says_why_and_where(biaozhun: Run) -> None:
    """A fault has code, message and span in characters; the exit code is 1."""
    done = biaozhun("number", "--json", "标准 T/T")
    (answer,) = objects(done.stdout)
    error = answer.pop("error")
    assert done.returncode == 1
    assert answer == dict.fromkeys(KEYS[:-1]) | {"input": "标准 T/T"}
    assert set(error) == {"code", "message", "start", "end"}
    assert error["message"]
    assert 0 <= error["start"] < error["end"] <= len("标准 T/T")


def test_every_line_of_any_bytes_gives_one_object_in_order(biaozhun: Run) -> None:
    """Empty lines, CRLF, bytes that are no UTF-8, NUL, other line ends and no last newline."""
    text = b"GB/T 1.1-2020\n\r\n\nGB \xff\xfe 1\nISO 9001\x00\nGB 1\xe2\x80\xa8\x85\x0c\nISO 9001"
    done = biaozhun("number", "--json", stdin=text)
    assert [answer["input"] for answer in objects(done.stdout)] == [
        "GB/T 1.1-2020",
        "",
        "",
        "GB \ufffd\ufffd 1",
        "ISO 9001\x00",
        "GB 1\u2028\ufffd\x0c",
        "ISO 9001",
    ]
    assert done.returncode == 1


def test_no_input_is_no_fault(biaozhun: Run) -> None:
    """Nothing to read gives nothing and exit code 0; an empty argument is one empty input."""
    assert biaozhun("number", "--json").stdout == ""
    assert biaozhun("number", "--json").returncode == 0
    (answer,) = objects(biaozhun("number", "--json", "").stdout)
    assert (answer["input"], answer["error"]["code"]) == ("", "number_format")


def test_arguments_and_output_of_any_encoding(biaozhun: Run) -> None:
    """An argument that is no UTF-8 is answered, and output is UTF-8 wherever it is sent."""
    word = b"GB \xff".decode("utf-8", "surrogateescape")
    done = biaozhun("number", "--json", word, settings={"PYTHONIOENCODING": "ascii"})
    (answer,) = objects(done.stdout)
    assert (done.returncode, answer["input"]) == (1, "GB \ufffd")
    done = biaozhun("number", "标准", settings={"PYTHONIOENCODING": "ascii"})
    assert done.stdout.startswith("标准\t")


def test_people_read_a_line_of_words(biaozhun: Run) -> None:
    """Without --json a line has the number and its parts with tabs between."""
    done = biaozhun("number", "gbt1.1-2020", "x")
    first, second, rest = done.stdout.split("\n")
    assert first == "GB/T 1.1-2020\tnational\trecommended\t1\t1\t2020"
    assert second.startswith("x\tnumber_")
    assert (rest, done.returncode) == ("", 1)


def test_wrong_options_exit_with_2(biaozhun: Run) -> None:
    """An option that does not exist is a wrong option, not a faulty input."""
    done = biaozhun("number", "--jsn")
    assert (done.returncode, done.stdout) == (2, "")


def test_answers_come_before_the_next_line_is_known() -> None:
    """A program that waits for each answer before it asks again is not kept waiting."""
    with subprocess.Popen(
        [*COMMAND, "number", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("GB/T 1.1-2020", "", "ISO 9001:2015"):
            process.stdin.write(text + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["input"] == text
        process.stdin.close()
        assert process.stdout.read() == ""
    assert process.returncode == 1


def test_a_hundred_thousand_lines_stream_through(biaozhun: Run) -> None:
    """Each of very many lines is answered in order, in seconds."""
    lines = [f"GB/T {n % 90_000 + 1}.{n % 7 + 1}-{2000 + n % 25}" for n in range(MANY)]
    began = time.perf_counter()
    done = biaozhun("number", "--json", stdin="\n".join(lines))
    assert time.perf_counter() - began < 10
    assert done.returncode == 0
    answers = objects(done.stdout)
    assert [answer["number"] for answer in answers] == lines


def test_a_line_of_megabytes_is_refused_at_once(biaozhun: Run) -> None:
    """A line that holds a whole file costs no more than reading it."""
    lines = ["x" * 3_000_000, "GB/T " + "1" * 3_000_000, "GB/T " * 600_000, "1." * 1_500_000]
    began = time.perf_counter()
    done = biaozhun("number", "--json", stdin="\n".join(lines))
    assert time.perf_counter() - began < 10
    assert [answer["error"] is None for answer in objects(done.stdout)] == [False] * 4


def test_a_reader_that_leaves_is_not_told_off() -> None:
    """When the next program of a pipe ends, nothing is printed about it."""
    with subprocess.Popen(
        [*COMMAND, "number", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        process.stdin.write(b"GB/T 1.1-2020\n" * 10)
        process.stdin.close()
        assert process.stderr.read() == b""


def test_it_starts_without_the_platform() -> None:
    """Taking numbers apart loads neither the database layer nor server, engine or readers."""
    code = "import sys; import biaozhun.cli; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, env=environment()
    )
    assert HEAVY.isdisjoint(done.stdout.decode().split())
