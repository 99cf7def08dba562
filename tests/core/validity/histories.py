"""The sixty lives of ``histories.toml`` as shelves and questions.

Facts become timelines as the library makes them: stated replacements and renumberings, and newer
editions of a standard inferred to replace older ones where no statement names them.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from biaozhun.core.bibliography import Degree, Extent, StatusWord
from biaozhun.core.number import Nature, parse
from biaozhun.core.succession import (
    EditionFacts,
    Link,
    Renumbering,
    Replacement,
    StatusStatement,
    came_out_after,
    inferred_replacements,
    timeline,
)
from biaozhun.core.validity import (
    AdoptedLink,
    Asked,
    ClauseWithdrawal,
    Holding,
    Seen,
    Shelf,
    ShelfEdition,
)

TABLE: Final = Path(__file__).with_name("histories.toml")
Row = Mapping[str, Any]


class History(msgspec.Struct, frozen=True):
    """One life: what is held, what is asked, and what is expected on each day."""

    name: str
    shelf: Shelf
    asked: Asked
    on: tuple[Row, ...]


class Plain(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as the inference of replacements compares it."""

    key: str
    standard: str
    year: int | None
    is_sheet: bool
    is_draft: bool
    published: dt.date | None
    in_force: dt.date | None


def key_of(number: str) -> str:
    """The key of an edition or standard."""
    return parse(number).slug


def histories() -> tuple[History, ...]:
    """All lives of the table."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["history"]
    return tuple(
        History(row["name"], shelf_of(row), asked_of(row), tuple(row["on"])) for row in rows
    )


def asked_of(row: Row) -> Asked:
    """The citation of a life."""
    text = row["ask"]
    return Asked(
        text=text,
        number=parse(text) if text else None,
        title=row.get("title", ""),
        clauses=tuple(row.get("clauses", ())),
        all_parts=row.get("all_parts", False),
        fault=row.get("fault", ""),
    )


def shelf_of(row: Row) -> Shelf:
    """What the library holds in a life."""
    plain = [_plain(edition) for edition in row["editions"]]
    links = _links(row.get("links", ()), {p.key: p for p in plain})
    editions = {
        p.key: _edition(edition, p, plain, links)
        for edition, p in zip(row["editions"], plain, strict=True)
    }
    standards: dict[str, list[str]] = {}
    for p in plain:
        standards.setdefault(p.standard, []).append(p.key)
    for number, others in row.get("joint", {}).items():
        standards.setdefault(key_of(number), []).extend(key_of(other) for other in others)
    kin = {key_of(a): tuple(key_of(b) for b in many) for a, many in row.get("kin", {}).items()}
    return Shelf(
        editions=editions,
        standards={key: tuple(keys) for key, keys in standards.items()},
        links=_by_former(links, plain),
        kin=kin,
        parts=_parts(standards),
        adopted=_adopted(row.get("adopted", ())),
        holdings={held["code"]: _holding(held) for held in row.get("holding", ())},
    )


def _bears(link: Replacement, own: Plain) -> bool:
    """As the library does: a statement about a standard means what was out when it was made."""
    if link.successor == own.key or link.predecessor != own.standard:
        return link.successor != own.key and link.predecessor == own.key
    return not came_out_after(
        own.key, own.published, stating=link.successor, stated=link.successor_published
    )


def _plain(edition: Row) -> Plain:
    number = parse(edition["n"])
    return Plain(
        key=number.slug,
        standard=number.undated().slug,
        year=number.year,
        is_sheet=bool(number.amendment),
        is_draft=edition.get("draft", False),
        published=edition.get("p"),
        in_force=edition.get("f"),
    )


def _links(rows: Sequence[Row], plain: Mapping[str, Plain]) -> list[Link]:
    links: list[Link] = []
    for row in rows:
        former, latter = key_of(row["a"]), key_of(row["b"])
        basis = row.get("basis", "")
        if row.get("number"):
            links.append(
                Renumbering(former=former, latter=latter, date=row.get("day"), basis=basis)
            )
            continue
        extent = Extent.PARTLY if row.get("partly") else None
        held = plain.get(latter)
        links.append(
            Replacement(
                predecessor=former,
                successor=latter,
                extent=Extent.WHOLLY if row.get("wholly") else extent,
                stated=row.get("day"),
                successor_in_force=held.in_force if held else None,
                successor_published=held.published if held else None,
                basis=basis,
            )
        )
    return links


def _by_former(links: Sequence[Link], plain: Sequence[Plain]) -> dict[str, tuple[Link, ...]]:
    """As the library does: a statement about a standard bears on its editions."""
    named = {_former(link) for link in links} | {p.key for p in plain}
    standard_of = {p.key: p.standard for p in plain}
    return {
        key: tuple(k for k in links if _former(k) in (key, standard_of.get(key))) for key in named
    }


def _former(link: Link) -> str:
    return link.predecessor if isinstance(link, Replacement) else link.former


def _edition(row: Row, own: Plain, plain: Sequence[Plain], links: Sequence[Link]) -> ShelfEdition:
    replaced = [k for k in links if isinstance(k, Replacement) and _bears(k, own)]
    renumbered = [
        k for k in links if isinstance(k, Renumbering) and own.key in (k.former, k.latter)
    ]
    siblings = [other for other in plain if other.standard == own.standard]
    named = {link.successor for link in replaced}
    replaced += inferred_replacements(own, siblings, named=named)
    nature = parse(row["n"]).nature
    known = {Nature.MANDATORY: True, Nature.RECOMMENDED: False}
    return ShelfEdition(
        key=own.key,
        number=row["n"],
        standard=own.standard,
        year=own.year,
        timeline=timeline(_facts(row, own), replaced_by=replaced, renumbered=renumbered),
        is_sheet=own.is_sheet,
        title_zh=row.get("t", ""),
        title_en=row.get("en", ""),
        mandatory=row.get("m", known.get(nature) if nature else None),
        withdrawn_by=row.get("by", ""),
        clauses_withdrawn=tuple(
            ClauseWithdrawal(
                key=own.key,
                clauses=tuple(cut["c"]),
                since=cut.get("since"),
                basis="announcement",
                by=cut["by"],
            )
            for cut in row.get("cut", ())
        ),
        seen=tuple(Seen("list", day) for _, day in _seen(row) if day),
    )


def _seen(row: Row) -> list[tuple[str, dt.date | None]]:
    return [(word, rest[0] if rest else None) for word, *rest in row.get("seen", ())]


def _facts(row: Row, own: Plain) -> EditionFacts:
    return EditionFacts(
        key=own.key,
        standard=own.standard,
        published=own.published,
        in_force=own.in_force,
        withdrawn=row.get("w"),
        suspended=row.get("s"),
        resumed=row.get("r"),
        statements=tuple(
            StatusStatement(StatusWord(word), day, "list") for word, day in _seen(row)
        ),
        draft=own.is_draft,
    )


def _parts(standards: Iterable[str]) -> dict[str, tuple[str, ...]]:
    parts: dict[str, tuple[str, ...]] = {}
    for key in sorted(standards):
        whole, dot, _ = key.rpartition(".")
        if dot:
            parts[whole] = (*parts.get(whole, ()), key)
    return parts


def _adopted(rows: Sequence[Row]) -> dict[str, tuple[AdoptedLink, ...]]:
    return {
        key_of(row["a"]): (
            AdoptedLink(
                key=key_of(row["b"]),
                number=row["b"],
                degree=Degree(row["degree"]),
                newer=row["newer"],
            ),
        )
        for row in rows
    }


def _holding(row: Row) -> Holding:
    return Holding(
        code=row["code"],
        editions=row.get("editions", 0),
        share=row.get("share"),
        complete_to=row.get("to"),
        complete_by=row.get("by", ""),
    )
