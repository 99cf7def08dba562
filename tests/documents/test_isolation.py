"""Files of strangers are worked on in a process that can do little and ends soon."""

import json
import platform
import sys
import time
from pathlib import Path

import pytest

from bench.reader_samples import rich_word, samples
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import Limits, isolated_call, read_isolated
from biaozhun.documents.reading import read_content

SMALL = Limits(
    cpu_seconds=1,
    wall_seconds=3.0,
    memory_bytes=600 * 1024 * 1024,
    output_bytes=64 * 1024 * 1024,
    written_bytes=1024 * 1024,
)
LINUX = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="these walls are Linux's own",
)


def done(expression: str) -> str:
    """What a process behind the walls makes of an expression of Python."""
    return isolated_call("builtins:eval", f"str({expression}).encode()", limits=SMALL).decode()


def stopped(expression: str) -> str:
    """Why a process could not do something."""
    with pytest.raises(DocumentError) as refused:
        done(expression)
    assert refused.value.code == "reader_killed"
    return refused.value.message


@pytest.mark.parametrize("kind", sorted(samples()))
def test_a_file_read_in_isolation_is_the_same_text(tmp_path: Path, kind: str) -> None:
    """What crosses the border is all that was read."""
    path = tmp_path / "file"
    path.write_bytes(samples()[kind])
    assert read_isolated(path) == read_content(samples()[kind], "file")


def test_a_refusal_crosses_the_border_with_all_it_says(tmp_path: Path) -> None:
    """Code, fragment and hint are those of the reader."""
    path = tmp_path / "甲.rar"
    path.write_bytes(b"Rar!\x1a\x07\x00")
    with pytest.raises(DocumentError) as refused:
        read_isolated(path)
    assert (refused.value.code, refused.value.fragment, refused.value.hint) == (
        "packed_file",
        "甲.rar",
        "unpack it, or pack it as ZIP",
    )


@pytest.mark.parametrize(
    ("name", "code"), [(".", "not_a_file"), ("no", "unreadable_file"), ("huge", "too_large")]
)
def test_what_is_no_file_to_read_is_refused_before_anything_starts(
    tmp_path: Path, name: str, code: str
) -> None:
    """A folder, a missing file and a huge one: the caller opens it, and looks at it first."""
    with (tmp_path / "huge").open("wb") as stream:
        stream.truncate(201 * 1024 * 1024)
    with pytest.raises(DocumentError) as refused:
        read_isolated(tmp_path / name)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("function", "args", "code"),
    [
        ("time:sleep", (30,), "reader_timeout"),
        ("re:match", (r"(a|a)*b", "a" * 40), "reader_timeout"),
        ("os:abort", (), "reader_killed"),
        ("ctypes:string_at", (1,), "reader_killed"),
        ("os:_exit", (3,), "reader_killed"),
        ("os:_exit", (0,), "reader_killed"),
        ("json:loads", ("{",), "reader_killed"),
        ("operator:mul", (b"x" * 1000, 2_000_000), "reader_memory"),
        ("operator:mul", (b"x" * 1000, 70_000), "too_large"),
    ],
    ids=["sleep", "loop", "abort", "crash", "exit", "silence", "failure", "memory", "talk"],
)
def test_however_a_process_ends_the_caller_gets_a_coded_refusal(
    function: str, args: tuple[str | bytes | int, ...], code: str
) -> None:
    """Sleeping, computing for ever, dying, crashing, failing, eating memory, saying too much."""
    begun = time.monotonic()
    with pytest.raises(DocumentError) as refused:
        isolated_call(function, *args, limits=SMALL)
    assert (refused.value.code, bool(refused.value.hint)) == (code, True)
    assert time.monotonic() - begun < 30


def test_a_path_arrives_as_the_bytes_of_its_file(tmp_path: Path) -> None:
    """The process is given content, not the right to open files."""
    path = tmp_path / "a.docx"
    path.write_bytes(rich_word())
    assert isolated_call("builtins:bytes", path) == rich_word()


def test_nothing_of_the_environment_is_inherited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a secret nor a proxy."""
    monkeypatch.setenv("BIAOZHUN_SECRET_KEY", "hidden")
    monkeypatch.setenv("https_proxy", "http://192.0.2.1/")
    names = set(done("','.join(__import__('os').environ)").split(","))
    assert names - {"LC_CTYPE"} == {"PATH", "LANG", "TMPDIR"}


def test_temporary_files_are_bounded_and_gone_afterwards() -> None:
    """There is one folder to write into, with a bound on each file, and it does not stay."""
    folder = Path(done("__import__('tempfile').gettempdir()"))
    assert not folder.exists()
    assert done("open(__import__('tempfile').mkstemp()[1], 'wb').write(b'x' * 1000)") == "1000"
    written = "open(__import__('tempfile').mkstemp()[1], 'wb', 0).write(b'x' * 2000000)"
    assert done(written) == str(SMALL.written_bytes)


@LINUX
@pytest.mark.parametrize(
    "deed",
    [
        "__import__('socket').socket()",
        "__import__('os').fork()",
        "__import__('subprocess').run(['/bin/true'])",
        "__import__('os').execv('/bin/true', ['true'])",
        "__import__('os').kill(1, 0)",
        "__import__('threading').Thread(target=print).start()",
    ],
)
def test_no_socket_process_program_or_signal_goes_out(deed: str) -> None:
    """Refused by the kernel, whoever runs the service."""
    message = stopped(deed)
    assert "not permitted" in message or "can't start" in message or "unavailable" in message


@LINUX
def test_no_file_but_those_of_the_interpreter_can_be_opened(tmp_path: Path) -> None:
    """The data of the service lies open to the process that reads for it, but not to this one."""
    secret = tmp_path / "secret.key"
    secret.write_text("hidden", encoding="utf-8")
    assert "Permission denied" in stopped(f"open({str(secret)!r}).read()")
    assert "Permission denied" in stopped("__import__('os').listdir('/etc')")
    assert "Permission denied" in stopped(f"open({str(tmp_path / 'new')!r}, 'w')")


@LINUX
def test_the_walls_that_stand_are_told() -> None:
    """What this system offers can be asked for."""
    standing = set(json.loads(isolated_call("biaozhun.documents.walls:standing")))
    assert {"cpu", "memory", "file size", "core", "open files", "privileges"} <= standing


def test_an_answer_without_sense_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that was taken over may say anything; blocks that leave the text are not taken."""
    lie = b"\x82\xa4text\xa1a\xa6blocks\x91\x82\xa5start\x00\xa3end\x63"
    answers = iter([b"\xc1", b"\x80", lie])
    monkeypatch.setattr(
        "biaozhun.documents.isolation.isolated_call", lambda *_args, **_limits: next(answers)
    )
    for _ in range(3):
        with pytest.raises(DocumentError) as refused:
            read_isolated(tmp_path)
        assert refused.value.code == "reader_killed"
