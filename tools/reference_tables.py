"""Rebuild the published tables from their source files, or seal the ones kept by hand again.

    python tools/reference_tables.py --source FOLDER --retrieved 2026-11-22
    python tools/reference_tables.py --reseal ccs sector_department

``--source`` names a folder with ``ics.jsonl`` (metanorma/isoics), ``cn_sector_codes.csv``,
``cn_national_codes.csv`` and ``cn_local_codes.csv`` (metanorma/gb-agencies), ``cn_divisions.csv``
(modood/Administrative-divisions-of-China), ``iso_stages.json`` (pubid/pubid), ``hs.csv.gz`` and
``hs_sections.csv`` (datasets/harmonized-system). Only what their licences let us pass on is read.
``--reseal`` writes row count and checksum into the sidecars after a table was edited by hand.
"""

import argparse
import csv
import gzip
import io
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from table_files import write_table

DATA = Path(__file__).resolve().parents[1] / "src/biaozhun/core/data"

Rows = Iterable[tuple[str, ...]]


def in_csv(columns: str, rows: Rows) -> str:
    """Rows under their heading, LF at every line's end."""
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n")
    writer.writerow(columns.split())
    writer.writerows(rows)
    return body.getvalue()


def lines(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, gzipped or not, without a byte-order mark."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def ics(source: Path) -> str:
    """All levels of the International Classification for Standards, in English."""
    entries = (json.loads(line) for line in (source / "ics.jsonl").open(encoding="utf-8"))
    rows = ((e["code"], str(e["level"]), e.get("parent", ""), e["title_en"]) for e in entries)
    return in_csv("code level parent title_en", sorted(rows))


def hs(source: Path) -> str:
    """Chapters, headings and subheadings of the Harmonized System.

    The source's section TOTAL is statistics (all goods, goods not specified), not the system.
    """
    rows = (
        (
            row["hscode"],
            {"2": "1", "4": "2", "6": "3"}[row["level"]],
            "" if row["parent"] == "TOTAL" else row["parent"],
            row["section"],
            " ".join(row["description"].split()),
        )
        for row in lines(source / "hs.csv.gz")
        if row["section"] != "TOTAL"
    )
    return in_csv("code level parent section title_en", sorted(rows))


def hs_section(source: Path) -> str:
    """The sections of the Harmonized System."""
    rows = lines(source / "hs_sections.csv")
    titles = (" ".join(row["name"].split()) for row in rows)
    sections = zip((row["section"] for row in rows), titles, strict=True)
    return in_csv(
        "code title_en", ((code, title[:1].upper() + title[1:]) for code, title in sections)
    )


def sector_code(source: Path) -> str:
    """Sector codes with their field; no department, which changes (``sector_department``)."""
    rows = (
        (
            row["code"],
            row["industry_zh_2026"] or row["industry_zh"],
            row["industry_en"],
            "current" if row["industry_zh_2026"] else "historical",
        )
        for row in lines(source / "cn_sector_codes.csv")
    )
    return in_csv("code field_zh field_en state", sorted(rows))


def national_code(source: Path) -> str:
    """Prefixes of national documents."""
    rows = lines(source / "cn_national_codes.csv")
    return in_csv("code name_zh name_en", ((r["code"], r["name_zh"], r["name_en"]) for r in rows))


def local_code(source: Path) -> str:
    """Prefixes of provincial standards."""
    rows = lines(source / "cn_local_codes.csv")
    return in_csv(
        "code prefix name_zh name_en",
        ((r["code"], r["prefix"], r["name_zh"], r["name_en"]) for r in rows),
    )


def division(source: Path) -> str:
    """Provinces and cities."""
    rows = lines(source / "cn_divisions.csv")
    return in_csv(
        "code level parent name",
        sorted((r["code"], r["level"], r["parent"], r["name"]) for r in rows),
    )


def stage_iso(source: Path) -> str:
    """The harmonized stage codes with what each means and whether a project lives in it.

    Two states are ours: the source lists none for 29.98, whose sub-stage means abandoned, and
    calls 60.00 published, when the text is still being printed.
    """
    stages = json.loads((source / "iso_stages.json").read_text(encoding="utf-8"))
    states = dict.fromkeys(stages["draft_codes"], "draft")
    states |= dict.fromkeys(stages["published_codes"], "published")
    states |= {
        code: "withdrawn" if code[:2] == "95" else "cancelled" for code in stages["canceled_codes"]
    }
    states |= {"29.98": "cancelled", "60.00": "draft"}
    meanings = sorted(stages["codes_description"].items())
    return in_csv("code meaning_en state", ((code, text, states[code]) for code, text in meanings))


BUILDERS: Mapping[str, Callable[[Path], str]] = {
    "division": division,
    "hs": hs,
    "hs_section": hs_section,
    "ics": ics,
    "local_code": local_code,
    "national_code": national_code,
    "sector_code": sector_code,
    "stage_iso": stage_iso,
}


def seal(name: str, body: str, retrieved: str = "") -> None:
    """Write a table under the provenance its sidecar already states."""
    path = DATA / f"{name}.csv"
    facts = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    facts |= {"retrieved": retrieved} if retrieved else {}
    write_table(path, body, facts)
    print(name)


def main() -> None:
    """Rebuild from sources, or seal what was edited by hand."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--source", type=Path)
    choice.add_argument("--reseal", nargs="+", metavar="NAME")
    parser.add_argument("--retrieved", default="", help="the day the sources were read")
    options = parser.parse_args()
    for name in options.reseal or ():
        seal(name, (DATA / f"{name}.csv").read_text(encoding="utf-8"))
    if options.source:
        for name, build in BUILDERS.items():
            seal(name, build(options.source), options.retrieved)


if __name__ == "__main__":
    main()
