"""``biaozhun number``: standard numbers taken apart."""

import os
import sys
from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from biaozhun.core.number import NumberError, parse


class Fault(msgspec.Struct, frozen=True):
    """Why a text is no standard number, and where in it.

    Attributes:
        code: one of the codes `number_…`.
        message: a sentence.
        start: offset in characters of what is wrong, or null.
        end: offset just behind it, or null.
    """

    code: str
    message: str
    start: int | None
    end: int | None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the output; the names are part of the public interface.

    Attributes:
        input: the text as it was given.
        number: the number in its one spelling, or null with an error.
        family: of standards, such as `national` or `local`.
        prefix: GB/T, DB44, T/CECS …
        nature: mandatory, recommended or guidance, where the number says it.
        serial: the serial number.
        part: part and subpart, or null.
        year: four digits, or null.
        amendment: the amendment or corrigendum behind the number, or null.
        error: why it is no number, or null.
    """

    input: str
    number: str | None = None
    family: str | None = None
    prefix: str | None = None
    nature: str | None = None
    serial: str | None = None
    part: str | None = None
    year: int | None = None
    amendment: str | None = None
    error: Fault | None = None


def number(
    texts: Annotated[
        list[str] | None, typer.Argument(help="Numbers; none to read lines of standard input.")
    ] = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per input.")] = False,
) -> None:
    """Take standard numbers apart: family, prefix, nature, serial, part, year."""
    faulty = False
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream until now
    for text in map(_whole, texts) if texts else _lines():
        reading = read(text)
        faulty |= reading.error is not None
        sys.stdout.write(
            (msgspec.json.encode(reading).decode() if json else _sentence(reading)) + "\n"
        )
        if not texts:
            sys.stdout.flush()
    if faulty:
        raise typer.Exit(1)


def _lines() -> Iterator[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]  # a text stream when it is read from
    for line in sys.stdin:
        yield line.removesuffix("\n").removesuffix("\r")


def _whole(argument: str) -> str:
    """An argument with what is no UTF-8 in it replaced, as in the lines of standard input."""
    return os.fsencode(argument).decode("utf-8", "replace")


def read(text: str) -> Reading:
    """What a text is as a standard number, or why it is none."""
    try:
        found = parse(text)
    except NumberError as error:
        fault = Fault(error.code, error.message, error.start, error.end)
        return Reading(input=text, error=fault)
    return Reading(
        input=text,
        number=found.canonical,
        family=str(found.family),
        prefix=found.prefix,
        nature=str(found.nature) if found.nature else None,
        serial=found.serial or None,
        part=found.part or None,
        year=found.year,
        amendment=found.amendment or None,
    )


def _sentence(reading: Reading) -> str:
    if reading.error:
        return f"{reading.input}\t{reading.error.code}: {reading.error.message}"
    parts = (reading.family, reading.nature, reading.serial, reading.part, reading.year)
    return "\t".join([reading.number or "", *(str(part) for part in parts if part is not None)])
