"""``biaozhun account`` and ``biaozhun events``: people and the journal without a browser."""

import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.processes import DATABASE

pytestmark = pytest.mark.xdist_group("cli")
PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test
ADD = ("account", "add", "Li@Example.org", "--name", "李管理", "--role", "administrator")


def _people(biaozhun: Run, library: Path) -> list[dict[str, object]]:
    done = biaozhun("account", "list", "--json", "--data-dir", library)
    assert done.returncode == 0, done.stderr
    people: list[dict[str, object]] = json.loads(done.stdout)["people"]
    return people


def test_the_first_administrator_is_made_from_a_line_of_input(
    biaozhun: Run, tmp_path: Path
) -> None:
    """In a new library; output stays empty, the list has the account in its one spelling."""
    done = biaozhun(*ADD, "--data-dir", tmp_path, stdin=f"{PASSWORD}\n")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "li@example.org is administrator"
    assert _people(biaozhun, tmp_path) == [
        {
            "email": "li@example.org",
            "name": "李管理",
            "role": "administrator",
            "organisation": None,
            "leads": False,
            "active": True,
            "last_login": None,
        }
    ]
    shown = biaozhun("account", "list", "--data-dir", tmp_path)
    assert shown.stdout == "li@example.org\tadministrator\t李管理\n"
    assert PASSWORD not in (tmp_path / DATABASE).read_bytes().decode("utf-8", "ignore")


def test_an_invitation_is_a_link_on_standard_output(biaozhun: Run, tmp_path: Path) -> None:
    """Nothing else is printed there; a later one differs."""
    done = biaozhun(*ADD, "--invite", "--address", "https://std.example/", "--data-dir", tmp_path)
    link = re.compile(r"https://std\.example/account/invitation/[\w-]{43}\n")
    assert done.returncode == 0, done.stderr
    assert link.fullmatch(done.stdout)
    again = biaozhun(
        "account", "invite", "li@example.org", "--data-dir", tmp_path, "--address",
        "https://std.example",
    )  # fmt: skip
    assert link.fullmatch(again.stdout)
    assert again.stdout != done.stdout


@pytest.mark.parametrize(
    ("words", "stdin", "exit_code", "said"),
    [
        ((*ADD[:3], "--name", "李", "--role", "emperor"), PASSWORD, 2, "'emperor' is none of"),
        (("account", "add", "nobody", "--name", "x"), PASSWORD, 2, "'nobody' is no e-mail address"),
        (ADD[:3], PASSWORD, 2, "Missing option '--name'"),
        (ADD, "short\n", 1, "password_refused: The password is too short"),
        (ADD, "", 1, "password_refused: The password is too short"),
        (("account", "role", "x@example.org", "reader"), "", 1, "person_unknown: there is no"),
        (("account", "disable", "x@example.org"), "", 1, "person_unknown: there is no"),
        (("account", "invite", "x@example.org"), "", 1, "person_unknown: there is no"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_made(
    biaozhun: Run,
    library: Path,
    words: tuple[str, ...],
    stdin: str,
    exit_code: int,
    said: str,
) -> None:
    """2 for wrong options, 1 for what the input is to blame for; one sentence each."""
    done = biaozhun(*words, "--data-dir", library, stdin=stdin)
    assert (done.returncode, done.stdout) == (exit_code, "")
    assert said in done.stderr
    assert _people(biaozhun, library) == []


def test_the_last_administrator_stays_and_others_come_and_go(biaozhun: Run, library: Path) -> None:
    """Roles and access by command; the one rule holds here too; an address is one account."""

    def account(*words: str) -> tuple[int, str]:
        done = biaozhun("account", *words, "--data-dir", library, stdin=f"{PASSWORD}\n")
        return done.returncode, (done.stderr.splitlines() or [""])[-1]

    assert account(*ADD[1:])[0] == 0
    assert account(*ADD[1:]) == (
        1,
        "biaozhun: email_taken: An account of this address exists already.",
    )
    for words in (("disable", "li@example.org"), ("role", "li@example.org", "operator")):
        exit_code, said = account(*words)
        assert (exit_code, said.partition(":")[2].strip().partition(":")[0]) == (
            1,
            "last_administrator",
        )
    assert account("add", "wu@example.org", "--name", "吴")[0] == 0
    assert account("role", "wu@example.org", "operator") == (0, "wu@example.org is operator")
    assert account("disable", "wu@example.org") == (0, "wu@example.org is disabled")
    assert [(p["role"], p["active"]) for p in _people(biaozhun, library)] == [
        ("administrator", True),
        ("operator", False),
    ]
    assert account("enable", "wu@example.org") == (0, "wu@example.org is enabled")


def test_two_administrators_who_disable_each_other_at_once_leave_one(
    biaozhun: Run, library: Path
) -> None:
    """Two processes at the same moment: one is refused, whichever comes second."""
    names = ("li@example.org", "wu@example.org")
    for name in names:
        words = ("account", "add", name, "--name", "x", "--role", "administrator", "--invite")
        assert biaozhun(*words, "--data-dir", library).returncode == 0
    with ThreadPoolExecutor(2) as both:
        ended = both.map(
            lambda name: biaozhun("account", "disable", name, "--data-dir", library), names
        )
        codes = sorted(done.returncode for done in ended)
    assert codes == [0, 1]
    assert [person["active"] for person in _people(biaozhun, library)].count(True) == 1


def test_the_journal_is_sealed_and_a_change_is_found(biaozhun: Run, library: Path) -> None:
    """Verification names the first event that somebody rewrote in the database, and exits 1."""
    biaozhun(*ADD, "--invite", "--data-dir", library)
    sealed = biaozhun("events", "seal", "--data-dir", library)
    assert (sealed.returncode, sealed.stderr) == (0, "2 events sealed\n")
    held = biaozhun("events", "verify", "--json", "--data-dir", library)
    told = json.loads(held.stdout)
    assert (held.returncode, told["sealed"], told["waiting"], told["broken"]) == (0, 2, 0, None)
    with closing(sqlite3.connect(library / DATABASE)) as database, database:
        database.execute("UPDATE audit_event SET actor_name = 'nobody' WHERE place = 2")
    found = biaozhun("events", "verify", "--data-dir", library)
    assert found.returncode == 1
    assert found.stdout.startswith("1 events hold, the last seal is ")
    assert re.fullmatch(
        r"broken at event \d+: it is not as it was sealed", found.stderr.splitlines()[-1]
    )
