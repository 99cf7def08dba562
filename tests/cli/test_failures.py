"""What the command says when something is wrong, and with which exit code."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Run, environment
from tests.processes import DATABASE

pytestmark = pytest.mark.xdist_group("cli")

COMMANDS = (
    *("serve", "import", "harvest", "bulk", "search", "number", "cite", "check", "plan", "draft"),
    *("demo", "text", "projects", "account", "events"),
)


def test_help_names_every_command(biaozhun: Run) -> None:
    """``python -m biaozhun.cli --help`` lists the commands for people and no others."""
    done = biaozhun("--help")
    assert done.returncode == 0
    listed = done.stdout.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in listed] == list(COMMANDS)


@pytest.mark.parametrize("command", [*COMMANDS, "work"])
def test_every_command_explains_itself(biaozhun: Run, command: str) -> None:
    """--help of each command, the hidden one too."""
    done = biaozhun(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: biaozhun {command} ") or "Usage: " in done.stdout


def test_an_unknown_command_is_a_wrong_option(biaozhun: Run) -> None:
    """Exit code 2; no command at all shows the help."""
    assert biaozhun("serv").returncode == 2
    assert "Commands:" in biaozhun().stdout + biaozhun().stderr


def test_a_failure_of_the_platform_is_one_line_and_exit_3(biaozhun: Run, library: Path) -> None:
    """A damaged database is no fault of the input; the traceback is shown on demand only."""
    shutil.copy(__file__, library / DATABASE)
    for leftover in library.glob("biaozhun.sqlite3-*"):
        leftover.unlink()
    done = biaozhun("search", "x", "--json", "--data-dir", library)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("biaozhun: platform_failed: DatabaseError: file is not a database")
    shown = biaozhun("search", "x", "--data-dir", library, settings={"BIAOZHUN_DEBUG": "1"})
    assert shown.returncode == 1
    assert "Traceback" in shown.stderr


def test_a_setting_that_cannot_be_read_is_named(biaozhun: Run, tmp_path: Path) -> None:
    """The variable, what is wrong with it and what it is for, in one line."""
    settings = {"BIAOZHUN_TIME_ZONE": "Mars"}
    done = biaozhun("search", "x", "--data-dir", tmp_path / "new", settings=settings)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("biaozhun: setting_invalid: BIAOZHUN_TIME_ZONE: no such time zone")


@pytest.mark.parametrize("command", [("search", "x"), ("import", __file__), ("demo",), ("work",)])
def test_a_data_folder_that_cannot_be_made_is_a_wrong_option(
    biaozhun: Run, command: tuple[str, ...]
) -> None:
    """The folder is named, and what to do."""
    done = biaozhun(*command, "--data-dir", "/proc/nowhere", new_folder=True)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line == (
        "biaozhun: data_folder: the data folder /proc/nowhere cannot be made (No such file or "
        "directory); name another by --data-dir or BIAOZHUN_DATA_DIR, or give the right to write "
        "there"
    )


def test_a_data_folder_that_cannot_be_written_is_a_wrong_setting(
    biaozhun: Run, tmp_path: Path
) -> None:
    """A place that is there and takes nothing, and one that is no folder."""
    (tmp_path / "file").touch()
    for place, lacking in (("/proc/self", "written"), (str(tmp_path / "file"), "made")):
        done = biaozhun("search", "x", settings={"BIAOZHUN_DATA_DIR": place})
        assert done.returncode == 2
        assert f"the data folder {place} cannot be {lacking} (" in done.stderr


@pytest.mark.parametrize(("debug", "shows"), [("true", True), ("0", False), ("perhaps", False)])
def test_details_of_a_failure_follow_the_setting(debug: str, shows: bool) -> None:  # noqa: FBT001  -- a parameter of the test
    """Every writing of the switch counts as in the service; an unreadable one hides nothing."""
    settings = environment(BIAOZHUN_DEBUG=debug)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "number", "GB 1-2020"],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            env=settings,
            timeout=60,
        )
    assert (b"Traceback" in done.stderr) == shows
    assert (b"platform_failed: OSError" in done.stderr) != shows
    assert done.returncode == (1 if shows else 3)
