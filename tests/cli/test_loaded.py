"""A command that had its libraries loaded beforehand does what one from the start does."""

from pathlib import Path

import pytest

from tests.cli.conftest import run_from_the_start
from tests.loaded import loaded
from tests.processes import environment

pytestmark = pytest.mark.xdist_group("cli")


@pytest.mark.parametrize(
    ("words", "stdin", "code"),
    [
        (("cite", "-"), "按 GB/T 1.1-2020 起草", 0),
        (("number", "GB 1-99999"), "", 1),
        (("search", "标准化", "--json", "--data-dir", "{library}"), "", 0),
        (("search", "--no-such-option"), "", 2),
        (("search", "x", "--data-dir", "/proc/nowhere"), "", 2),
    ],
)
def test_it_is_the_same_command(
    words: tuple[str, ...], stdin: str, code: int, library: Path
) -> None:
    """Its input, environment and folder arrive; its output, messages and exit code come back."""
    own = environment(BIAOZHUN_SITE_NAME="云州")
    told = [word.format(library=library) for word in words]
    one = loaded().run(told, stdin.encode(), own)
    other = run_from_the_start(told, stdin.encode(), own)
    assert (one.returncode, one.stdout) == (code, other.stdout)
    assert one.stderr.replace(b"python -m biaozhun.cli", b"biaozhun") == other.stderr.replace(
        b"python -m biaozhun.cli", b"biaozhun"
    )
    assert other.returncode == code


def test_a_file_may_grow_as_far_as_allowed(library: Path) -> None:
    """The limit is the one command's that was given it."""
    words = ["search", "x", "--data-dir", str(library)]
    assert loaded().run(words, b"", environment(), largest_file=0).returncode != 0
    assert loaded().run(words, b"", environment()).returncode == 0
