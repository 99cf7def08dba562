"""``biaozhun harvest`` and ``bulk``: two installations, files of the web, interruptions."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import COMMAND, environment, run_command, write_rows
from tests.cloud.exchange import foreign
from tests.processes import DATABASE
from tests.web import reply, served, web

OURS = [
    {
        "number": "GB/T 1.1-2020",
        "title_zh": "标准化工作导则 第1部分：标准化文件的结构和起草规则",
        "title_en": "Directives for standardization - Part 1",
        "published": "2020-03-31",
        "in_force": "2020-10-01",
        "replaces": [{"number": "GB/T 1.1-2009", "extent": "wholly"}],
        "adopts": [{"number": "ISO 9001:2015", "degree": "NEQ"}],
        "status": "现行",
        "ics": ["01.120"],
        "drafting_units": ["中国标准化研究院"],
        "summary": "甲的摘要",
    },
    {"number": "GB/T 2-2019", "title_zh": "紧固件 甲", "in_force": "2019-05-01"},
    {"number": "DB44/T 3-2021", "title_zh": "甲的地方标准", "in_force": "2021-01-01"},
]
THEIRS = [
    {"number": "GB/T 1.1-2020", "title_zh": "标准化工作导则", "in_force": "2020-11-01"},
    {"number": "GB/T 2-2019", "title_zh": "紧固件 乙", "status": "废止", "ccs": ["J13"]},
    {"number": "T/CECS 4-2022", "title_zh": "乙的团体标准", "published": "2022-02-02"},
]
FACTS = (
    "slug number official_number kind family nature region year title_zh title_en title_fr "
    "issuing_body drafting_units ics ccs published in_force withdrawn reviewed stage language "
    "keywords tags conflicting invented"
)


KEPT = ("seen", "summary")  # the day of a row is told beside it; this abstract may not be handed on


def facts(library: Path) -> dict[str, tuple[Any, ...]]:
    """What is handed on of each edition; names of sources are those of their own installation."""
    with closing(sqlite3.connect(library / DATABASE)) as database:
        names = dict(database.execute("SELECT slug, origin FROM exchange_foreignsource"))
        rows = database.execute(
            f"SELECT {', '.join(FACTS.split())}, statements, origins FROM catalogue_edition"  # noqa: S608  -- our own names
        ).fetchall()
        relations = database.execute(
            "SELECT subject, kind, object, extent, degree, date, basis FROM catalogue_relation"
        ).fetchall()
        conflicts = database.execute(
            "SELECT e.slug, field, chosen, chosen_source, other, other_source"
            " FROM catalogue_conflict c JOIN catalogue_edition e ON e.id = c.edition_id"
        ).fetchall()
        held = database.execute(
            "SELECT e.slug, s.slug, s.rank, s.licence, r.first_seen, r.last_seen, r.position"
            " FROM catalogue_sourcerecord r JOIN catalogue_edition e ON e.id = r.edition_id"
            " JOIN catalogue_source s ON s.id = r.source_id"
        ).fetchall()
    found = {}
    for row in rows:
        told = json.loads(row[-2])
        for statement in told:
            statement["source"] = names.get(statement["source"], statement["source"])
        origins = {k: names.get(v, v) for k, v in json.loads(row[-1]).items() if k not in KEPT}
        found[row[0]] = (*row[:-2], json.dumps(told), json.dumps(origins, sort_keys=True))
    found["relations"] = tuple(sorted(relations, key=repr))
    found["conflicts"] = tuple(
        sorted(
            (slug, field, a, names.get(b, b), c, names.get(d, d))
            for slug, field, a, b, c, d in conflicts
        )
    )
    found["rows"] = tuple(
        sorted((slug, names.get(source, source), *rest) for slug, source, *rest in held)
    )
    return found


def counts(library: Path) -> dict[str, int]:
    """Rows of the tables a harvest could make grow."""
    tables = (
        *("edition", "standard", "relation", "source", "sourcerecord", "importrun"),
        *("conflict", "announcement"),
    )
    with closing(sqlite3.connect(library / DATABASE)) as database:
        return {
            table: database.execute(f"SELECT count(*) FROM catalogue_{table}").fetchone()[0]  # noqa: S608  -- our own names
            for table in tables
        }


def harvest(address: str, library: Path, *options: str) -> dict[str, Any]:
    """Harvest and return the account."""
    done = run_command("harvest", address, "--json", "--yes", "--data-dir", library, *options)
    assert done.returncode == 0, done.stderr
    account: dict[str, Any] = json.loads(done.stdout)
    return account


def test_two_installations_harvest_each_other_to_equality(tmp_path: Path) -> None:
    """Both running, each harvesting the other, they come to the same facts, and then to rest.

    They disagree about two editions, and both have a source called ``own``; no row comes back to
    where it was written.
    """
    one, other = tmp_path / "one", tmp_path / "other"
    for library, rows, source, seen in (
        (one, OURS, "alpha", "2026-07-01"),
        (other, THEIRS, "beta", "2026-07-01"),
        (one, [{"number": "GB 5-2020", "title_zh": "五"}], "own", "2026-07-02"),
        (other, [{"number": "GB 6-2020", "title_zh": "六"}], "own", "2026-07-03"),
    ):
        path = write_rows(tmp_path / f"{source}.jsonl", rows)
        done = run_command(
            *("import", path, "--data-dir", library, "--source", source, "--seen", seen),
            *("--licence", f"licence of {source}", "--rank", "40"),
        )
        assert done.returncode == 0, done.stderr
    with served(one) as address_of_one, served(other) as address_of_other:
        first = harvest(f"{address_of_other}/oai", one)
        assert (first["received"], first["stored"], first["own"]) == (4, 2, 0)
        second = harvest(f"{address_of_one}/oai", other)
        assert (second["received"], second["stored"], second["own"]) == (6, 2, 4)
        assert facts(one) == facts(other)
        assert len(facts(one)) == 6 + 3
        before = counts(one), counts(other)
        for _ in range(2):
            again = harvest(f"{address_of_other}/oai", one)
            assert (again["state"], again["stored"], again["merged"]) == ("unchanged", 0, 0)
            again = harvest(f"{address_of_one}/oai", other)
            assert (again["state"], again["stored"], again["merged"]) == ("unchanged", 0, 0)
        assert (counts(one), counts(other)) == before
        anew = harvest(f"{address_of_one}/oai", other, "--anew")
        assert (anew["state"], anew["stored"]) == ("unchanged", 0)
        assert (counts(one), counts(other)) == before
        # A later edition of the same list says something else of one standard.
        path = write_rows(
            tmp_path / "alpha.jsonl",
            [{"number": "GB/T 2-2019", "title_zh": "紧固件 丙", "in_force": "2019-06-01"}],
        )
        done = run_command(
            *("import", path, "--data-dir", one, "--source", "alpha", "--seen", "2026-08-01")
        )
        assert done.returncode == 0, done.stderr
        harvest(f"{address_of_one}/oai", other)
        assert facts(one) == facts(other)


TAKE_BACK = """
import django
django.setup()
from biaozhun.cloud.catalogue.actions.undoing import order_undo, undo
from biaozhun.cloud.catalogue.models import ImportRun
undo(order_undo(ImportRun.objects.get(source__slug="passing"), actor=None, reason="by mistake"))
"""


def test_what_an_installation_takes_back_goes_from_who_harvested_it(tmp_path: Path) -> None:
    """An import undone there: its edition goes here, another loses one row, nothing else."""
    there, here = tmp_path / "there", tmp_path / "here"
    for source, rows in (
        ("kept", [{"number": "GB/T 1-2020", "title_zh": "一"}]),
        (
            "passing",
            [
                {"number": "GB/T 1-2020", "title_zh": "壹", "in_force": "2020-05-01"},
                {"number": "GB/T 2-2020", "title_zh": "贰"},
            ],
        ),
    ):
        path = write_rows(tmp_path / f"{source}.jsonl", rows)
        done = run_command("import", path, "--data-dir", there, "--source", source)
        assert done.returncode == 0, done.stderr
    path = write_rows(tmp_path / "ours.jsonl", [{"number": "GB/T 3-2020", "title_zh": "三"}])
    assert run_command("import", path, "--data-dir", here, "--source", "ours").returncode == 0
    with served(there) as address:
        harvest(f"{address}/oai", here)
        assert (counts(here)["edition"], counts(here)["sourcerecord"]) == (3, 4)
        settings = {
            "BIAOZHUN_DATA_DIR": str(there),
            "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
        }
        subprocess.run(
            [sys.executable, "-c", TAKE_BACK], check=True, env=environment(**settings), timeout=60
        )
        done = harvest(f"{address}/oai", here)
        assert (done["stored"], done["dropped"]) == (0, 2)
        again = harvest(f"{address}/oai", here)
        assert (again["state"], again["dropped"]) == ("unchanged", 0)
        held = facts(here)
        assert {slug for slug in held if slug.startswith("GB")} == {"GB/T-1-2020", "GB/T-3-2020"}
        assert [row[1] for row in held["rows"]] == ["kept", "ours"]
        # Given again, word for word as before it was taken back: it comes again.
        path = tmp_path / "passing.jsonl"
        done = run_command("import", path, "--data-dir", there, "--source", "passing")
        assert done.returncode == 0, done.stderr
        done = harvest(f"{address}/oai", here)
        assert (done["stored"], done["merged"], done["dropped"]) == (1, 1, 0)
        assert {slug for slug in facts(here) if slug.startswith("GB")} == {
            *("GB/T-1-2020", "GB/T-2-2020", "GB/T-3-2020")
        }


ISO = (
    b'{"id":1,"deliverableType":"IS","reference":"ISO 9001:2015","title":{"en":"Quality"},'
    b'"publicationDate":"2015-09-15","currentStage":9093,"icsCode":["03.120.10"],"replaces":null,'
    b'"replacedBy":null,"ownerCommittee":"ISO/TC 176/SC 2","edition":5,"languages":["en"],'
    b'"pages":{"en":29},"scope":{"en":"<p>Requirements</p>"}}\n'
)


def test_open_data_is_fetched_once_and_then_asked_for_conditionally(tmp_path: Path) -> None:
    """The second harvest of an unchanged file costs one request and changes nothing."""

    def file(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers["If-None-Match"] == '"v1"':
            reply(handler, 304, ETag='"v1"')
        else:
            reply(handler, 200, ISO, ETag='"v1"', Last_Modified="Mon, 02 Nov 2026 00:00:00 GMT")

    with web({"/iso.jsonl": file}) as (address, asked):
        first = harvest(f"{address}/iso.jsonl", tmp_path, "--source", "iso", "--licence", "ODC-By")
        assert (first["state"], first["stored"], first["bytes"]) == ("done", 1, len(ISO))
        before = counts(tmp_path)
        second = harvest("iso", tmp_path)  # the address is remembered
        assert (second["state"], second["received"]) == ("unchanged", 0)
    assert counts(tmp_path) == before
    assert len(asked) == 2
    assert asked[0][1]["user-agent"].startswith("Biaozhun-Cloud/")
    assert asked[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 00:00:00 GMT"


def test_a_download_that_breaks_off_goes_on_where_it_stood(tmp_path: Path) -> None:
    """Only the rest is asked for, of the same version."""
    rows = b"".join(
        b'{"number":"GB/T %d-2020","title_zh":"x"}\n' % serial for serial in range(1, 2000)
    )
    half = len(rows) // 2

    def file(handler: BaseHTTPRequestHandler) -> None:
        if "Range" not in handler.headers:
            handler.send_response(200)
            handler.send_header("ETag", '"v1"')
            handler.send_header("Content-Length", str(len(rows)))
            handler.end_headers()
            handler.wfile.write(rows[:half])
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
        reply(
            handler,
            206,
            rows[start:],
            ETag='"v1"',
            Content_Range=f"bytes {start}-{len(rows) - 1}/{len(rows)}",
        )

    with web({"/big.jsonl": file}) as (address, asked):
        done = harvest(f"{address}/big.jsonl", tmp_path, "--source", "big")
    assert (done["stored"], done["bytes"]) == (1999, len(rows))
    assert [headers.get("range") for _, headers in asked] == [None, f"bytes={half}-"]
    assert asked[1][1]["if-range"] == '"v1"'


def test_a_page_instead_of_a_service_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """HTML where OAI-PMH is expected: exit code 1, and what to do."""
    with web({"/oai": lambda handler: reply(handler, 200, b"<html><p>Welcome</html>")}) as (at, _):
        done = run_command("harvest", f"{at}/oai", "--data-dir", tmp_path)
    assert done.returncode == 1
    assert "not_oai" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("what", ["ftp://example.org/x", "nothing-known", "http://a:b@c/"])
def test_what_cannot_be_harvested_is_said(tmp_path: Path, what: str) -> None:
    """Neither address nor file nor source."""
    done = run_command("harvest", what, "--data-dir", tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_ctrl_c_within_a_list_keeps_its_pages_and_the_next_command_goes_on(
    tmp_path: Path,
) -> None:
    """A sentence and exit code 130; then only what had not come is asked for."""
    stands = threading.Event()
    may_go_on = threading.Event()

    def records(asked: dict[str, str]) -> bytes:
        serial = int(asked.get("resumptionToken", "t1")[1:])
        if serial == 3 and not may_go_on.is_set():
            stands.set()
            may_go_on.wait(30)
        row = foreign.DUBLIN_CORE.replace("GB/T 7-2020", f"GB/T {serial}-2020")
        token = f"t{serial + 1}" if serial < 4 else ""
        return foreign.listed(foreign.record(row, f"oai:x:{serial}"), token=token)

    with web({"/oai": foreign.service(["dc"], records)}) as (address, asked):
        words = ("harvest", f"{address}/oai", "--source", "far", "--yes", "--data-dir", tmp_path)
        process = subprocess.Popen(
            [*COMMAND, *map(str, words)], env=environment(), stderr=subprocess.PIPE, text=True
        )
        assert stands.wait(60)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
        may_go_on.set()
        assert process.returncode == 130
        assert ("goes on where it stood" in said, "Traceback" in said) == (True, False)
        before = len(asked)
        done = harvest(f"{address}/oai", tmp_path, "--source", "far")
        assert (done["received"], done["stored"]) == (4, 4)
        assert [path.split("Token=")[-1] for path, _ in asked[before:]] == ["t3", "t4"]


def test_the_bulk_is_written_where_it_is_asked_for(library: Path, tmp_path: Path) -> None:
    """Three files, and the manifest names them."""
    done = run_command("bulk", "--json", "--output", tmp_path / "out", "--data-dir", library)
    assert done.returncode == 0, done.stderr
    manifest = json.loads(done.stdout)
    assert manifest["records"] == 2
    files = {file["name"] for file in manifest["files"]} | {"manifest.json"}
    assert {path.name for path in (tmp_path / "out").iterdir()} == files
