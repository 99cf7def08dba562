"""What is said of a number before it is drawn, and what a project asks of it."""

from typing import Final

import msgspec

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import DrawnNumber
from biaozhun.cloud.issuing.queries.powers import Power
from biaozhun.core.number import NumberError, StandardNumber, parse, parse_slug


class Numbering(msgspec.Struct, frozen=True, kw_only=True):
    """What the officer in charge says of a number before it is drawn.

    Attributes:
        part: number of the part; empty where the standard has no parts.
        part_of: slug of the standard whose serial the part takes; empty for a new serial.
        agreed_serial: agreed on with other regions for a joint standard.
    """

    part: str = ""
    part_of: str = ""
    agreed_serial: str = ""


PLAIN: Final = Numbering()


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A number before its serial is found; an empty serial asks for the next one."""

    kind: str
    mark: str
    serial: str = ""
    part: str = ""


def wanted_by(project: Project, power: Power, numbering: Numbering) -> Wanted:
    """What a project asks of its number under the code of its authority.

    Raises:
        IssuingRefusedError: ``part_unclear``, ``serial_unclear``, ``revised_not_found``.
    """
    if project.kind == "revision" and project.revises:
        revised = read_standard(project.revises)
        if revised.region and revised.prefix == power.code:
            return Wanted(
                kind=DrawnNumber.Kind.REVISION,
                mark=revised.code.partition("/")[2],
                serial=revised.serial,
                part=revised.part,
            )
    if numbering.part_of:
        whole = read_standard(numbering.part_of)
        if whole.prefix != power.code or not numbering.part:
            raise IssuingRefusedError("part_unclear", fragment=numbering.part_of, field="part_of")
        return Wanted(
            kind=DrawnNumber.Kind.PART,
            mark=power.mark,
            serial=whole.serial,
            part=_digits(numbering.part, "part_unclear", "part"),
        )
    agreed = numbering.agreed_serial
    return Wanted(
        kind=DrawnNumber.Kind.NEW,
        mark=power.mark,
        serial=_digits(agreed, "serial_unclear", "agreed_serial") if agreed else "",
        part=_digits(numbering.part, "part_unclear", "part") if numbering.part else "",
    )


def read_standard(slug: str) -> StandardNumber:
    """A number as it is cited, or as it stands in an address.

    Raises:
        IssuingRefusedError: ``revised_not_found``.
    """
    for reading in (parse_slug, parse):
        try:
            return reading(slug)
        except NumberError:
            continue
    raise IssuingRefusedError("revised_not_found", fragment=slug[:80], field="part_of")


def _digits(text: str, code: str, field: str) -> str:
    """A number without zeros before it."""
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 10**6):
        raise IssuingRefusedError(code, fragment=text[:20], field=field)
    return str(int(text))
