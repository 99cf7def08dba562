"""Rebuild ``fold.csv``, the table behind ``biaozhun.core.text.fold``.

    python tools/fold_table.py

Sources: the character tables of the installed ``opencc`` package (Traditional → Simplified, the
Hong Kong and Taiwan variants, the compatibility ideographs), Python's ``unicodedata`` (width and
case), and ``fold_marks.csv`` beside the result, which is kept by hand (dashes, spaces, slashes …).

Ideographs are folded by *classes*: two characters that any table turns into each other belong
together, whatever the context would decide (乾 is 干 or 乾, 著 is 着 or 著), because the same word
must fold the same way in every writing. The price is precision only: 乾坤 also matches 干坤.
"""

import argparse
import csv
import io
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import opencc
from table_files import write_table

DATA = Path(__file__).resolve().parents[1] / "src/biaozhun/core/data"

# Each entry is one single table of the package; phrase tables decide by context and are not used.
CHARACTER_TABLES = (
    "CJK_Compatibility_Ideographs",
    "TSCharacters",
    "TSCharactersExt",
    "STCharacters",
    "HKVariants",
    "HKVariantsRev",
    "TWVariants",
    "TWVariantsRev",
)
TO_SIMPLIFIED = ("TSCharactersExt", "TSCharacters")
# Unlike words that a second reading in a table would tie: stay and wait, blank and broken.
SEPARATE = (frozenset("呆待"), frozenset("坏坯"))
# A superscript behind a number is a footnote mark, never one more digit.
KEPT_FORMS = ("<super>", "<circle>", "<square>", "<fraction>")

Pairs = list[tuple[str, str]]


def entries(name: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of a packaged dictionary: the key and its readings in order."""
    package = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "table.txt"
        command = [str(package / "bin/opencc_dict"), "-f", "ocd2", "-t", "text"]
        files = ["-i", str(package / f"share/opencc/{name}.ocd2"), "-o", str(text)]
        subprocess.run(command + files, check=True)  # noqa: S603  # both are the package's own
        for line in text.read_text(encoding="utf-8").splitlines():
            key, _, readings = line.partition("\t")
            yield key, readings.split(" ")


def dictionary(name: str) -> Iterator[tuple[str, list[str]]]:
    """The one-character entries of a packaged dictionary: the key and its readings in order."""
    for key, readings in entries(name):
        single = [reading for reading in readings if len(reading) == 1]
        if len(key) == 1 and single:
            yield key, single


def classes(pairs: Pairs) -> Iterator[set[str]]:
    """The sets of characters that the pairs tie together, directly or through others."""
    near: dict[str, set[str]] = defaultdict(set)
    for left, right in pairs:
        near[left].add(right)
        near[right].add(left)
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        group, fresh = {start}, [start]
        while fresh:
            more = near[fresh.pop()] - group
            group |= more
            fresh.extend(more)
        seen |= group
        yield group


def commonness(character: str) -> int:
    """2 for the 3755 everyday characters of GB/T 2312 (level one), 1 for its others, else 0."""
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0
    return 2 if 0xB0 <= lead <= 0xD7 else 1


def ideographs() -> dict[str, str]:
    """Every ideograph that changes, mapped to the representative of its class."""
    tables = {name: list(dictionary(name)) for name in CHARACTER_TABLES}
    simplified: dict[str, str] = {}
    for name in TO_SIMPLIFIED:
        simplified.update({key: readings[0] for key, readings in tables[name]})
    pairs = [
        (key, reading)
        for entries in tables.values()
        for key, readings in entries
        for reading in readings
        if {key, reading} not in SEPARATE
    ]
    result: dict[str, str] = {}
    for group in classes(pairs):
        votes = Counter(simplified.get(character, character) for character in group)
        chosen = max(group, key=lambda c: (commonness(c), votes[c], -ord(c)))
        result.update({character: chosen for character in group if character != chosen})
    return result


def width(character: str) -> str:
    """Its compatibility form where that is one character and only a matter of looks."""
    form = unicodedata.decomposition(character).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", character)
    kept = form in KEPT_FORMS or unicodedata.category(character) == "Nl"
    if form == "<sub>" and len(plain) == 1:
        return plain
    return character if kept or len(plain) != 1 else plain


def case(character: str) -> str:
    """Its small letter where that is one character (İ and ẞ's long form stay apart)."""
    for small in (character.casefold(), character.lower()):
        if len(small) == 1:
            return small
    return character


def marks() -> dict[str, str]:
    """The table kept by hand."""
    with (DATA / "fold_marks.csv").open(encoding="utf-8", newline="") as lines:
        return {chr(int(r["code"], 16)): chr(int(r["folded"], 16)) for r in csv.DictReader(lines)}


def fold_once(character: str, tables: Iterable[dict[str, str]]) -> str:
    """One round of all steps."""
    for table in tables:
        character = table.get(character, character)
    return case(width(character))


def build() -> dict[str, str]:
    """Every character that folds to another one, at its fixed point."""
    tables = (marks(), ideographs())
    result: dict[str, str] = {}
    for code in range(sys.maxunicode + 1):
        start = chr(code)
        if unicodedata.category(start) in {"Cs", "Cn"}:
            continue
        now, after = start, fold_once(start, tables)
        for _ in range(8):
            if after == now:
                break
            now, after = after, fold_once(after, tables)
        if after != now:
            raise SystemExit(f"U+{code:04X} never comes to rest")
        if now != start:
            result[start] = now
    return result


def main() -> None:
    """Write the table and its sidecar."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--retrieved", required=True)
    retrieved = parser.parse_args().retrieved
    body = io.StringIO()
    writer = csv.writer(body, lineterminator="\n")
    writer.writerow(["code", "folded"])
    result = build()
    writer.writerows((f"{ord(a):04X}", f"{ord(b):04X}") for a, b in sorted(result.items()))
    write_table(
        DATA / "fold.csv",
        body.getvalue(),
        {
            "title": "One writing for search: the character every character folds to",
            "source": f"OpenCC {metadata.version('opencc')} character tables (TSCharacters, "
            "TSCharactersExt, STCharacters, HKVariants, TWVariants and their reverses, "
            f"compatibility ideographs); Unicode {unicodedata.unidata_version} as in Python's "
            "unicodedata; fold_marks.csv",
            "address": "https://github.com/BYVoid/OpenCC",
            "licence": "Apache-2.0",
            "retrieved": retrieved,
            "note": "Generated by tools/fold_table.py; do not edit. Codes are hexadecimal.",
        },
    )
    print(f"{len(result)} characters fold")


if __name__ == "__main__":
    main()
