"""The message catalogues: gather what the pages say, derive Traditional Chinese, compile.

Each slice has a catalogue of its own. The source language is Simplified Chinese. English is written
by hand in ``locale/en``; Traditional Chinese is made from the source as everything the platform
shows (``biaozhun.core.text.traditional``). Run it after changing a sentence:

    python tools/locales.py               write the catalogues anew
    python tools/locales.py texts desk    only those of these slices
    python tools/locales.py --check       say what is stale or untranslated; exit 1 if anything is
"""

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from biaozhun.core.text import traditional as in_traditional

ROOT = Path(__file__).resolve().parents[1]
CLOUD = ROOT / "src" / "biaozhun" / "cloud"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # stands where Babel would put the present day
HEADER = "# Messages of the pages. The source language is Simplified Chinese."


def slices() -> list[str]:
    """The slices that say anything."""
    return sorted(path.name for path in CLOUD.iterdir() if any(_messages(path.name)))


def gathered(name: str) -> Catalog:
    """Everything a slice's pages can say, without places: they would change with every line."""
    catalog = Catalog(charset="utf-8")
    for text, context in sorted(set(_messages(name)), key=str):
        catalog.add(text, context=context)
    return catalog


def _messages(name: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for path in sorted((CLOUD / name).rglob("*.py")):
        yield from _found("python", path.read_bytes())
    for path in sorted((CLOUD / name).rglob("templates/**/*.html")):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield from _found("javascript", source.encode())


def _found(method: str, source: bytes) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Messages of one file; a template is read as the calls that Django makes of it."""
    options = {"encoding": "utf-8"}
    for _line, text, _comments, context in extract(
        method, io.BytesIO(source), KEYWORDS, options=options
    ):
        yield text, context


def english(name: str) -> Catalog:
    """The English catalogue of a slice: what is translated stays, what is new is empty."""
    kept = _read(name, "en")
    catalog = _empty("en")
    for message in gathered(name):
        if message.id:
            _add(catalog, message, _kept(kept, message))
    return catalog


def traditional(name: str) -> Catalog:
    """The Traditional catalogue of a slice, made of the source sentence by sentence."""
    catalog = _empty("zh_Hant")
    for message in gathered(name):
        if message.id:
            written = tuple(in_traditional(form) for form in _forms(message.id))
            _add(catalog, message, written[:1] if message.pluralizable else written[0])
    return catalog


def _kept(kept: Catalog, message: Message) -> str | tuple[str, ...]:
    known = kept.get(message.id, message.context)
    if known is not None and known.string:
        return known.string if isinstance(known.string, str) else tuple(known.string)
    return ("", "") if message.pluralizable else ""


def _add(catalog: Catalog, message: Message, string: str | tuple[str, ...]) -> None:
    catalog.add(message.id, string, context=message.context, flags=message.flags)


def _empty(locale: str) -> Catalog:
    """A catalogue without a day of its own: the same sentences give the same file."""
    return Catalog(
        locale=locale,
        charset="utf-8",
        header_comment=HEADER,
        project="biaozhun",
        creation_date=DAY,
        revision_date=DAY,
        fuzzy=False,
    )


def _read(name: str, locale: str) -> Catalog:
    path = _path(name, locale, "po")
    if not path.exists():
        return _empty(locale)
    return read_po(io.BytesIO(path.read_bytes()), locale=locale)


def _path(name: str, locale: str, suffix: str) -> Path:
    return CLOUD / name / "locale" / locale / "LC_MESSAGES" / f"django.{suffix}"


def files(name: str) -> dict[Path, bytes]:
    """Every file the catalogues of a slice consist of, as it should be."""
    made = {}
    for locale, catalog in (("en", english(name)), ("zh_Hant", traditional(name))):
        text, binary = io.BytesIO(), io.BytesIO()
        write_po(text, catalog, width=0, sort_output=True)
        write_mo(binary, catalog)
        made[_path(name, locale, "po")] = text.getvalue()
        made[_path(name, locale, "mo")] = binary.getvalue()
    return made


def faults(name: str) -> list[str]:
    """What is stale or untranslated in a slice, a sentence each."""
    found = [
        f"{path.relative_to(ROOT)} is stale: run python tools/locales.py"
        for path, content in files(name).items()
        if not path.exists() or path.read_bytes() != content
    ]
    found += [
        f"{name}: no English for: {message.id}"
        for message in english(name)
        if message.id and not all(_forms(message.string))
    ]
    return found


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str) or string is None else tuple(string)


def main() -> int:
    """Write the catalogues, or check them; the number of faults decides the exit."""
    asked = [name for name in sys.argv[1:] if name != "--check"] or slices()
    if "--check" not in sys.argv[1:]:
        made = {path: content for name in asked for path, content in files(name).items()}
        for path, content in made.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    found = [fault for name in asked for fault in faults(name)]
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
