"""Whether a report is genuine: what the public page confirms."""

import re
import unicodedata
from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.cloud.validity.digests import Digests
from biaozhun.cloud.validity.models import Report

_NUMBER: Final = re.compile(r"BZ-\d{4}-\d{6,19}-[0-9A-F]{4}")
_DASHES: Final = re.compile(r"[\s\-‐‑‒–—―−]+")


class Verdict(StrEnum):
    """What can be said of a report."""

    UNKNOWN = "unknown"  # no report of this number or with these bytes was handed out here
    ISSUED = "issued"  # the number was; the file was not shown
    GENUINE = "genuine"  # the file is the one that was handed out
    CHANGED = "changed"  # the number was handed out with another file
    OTHER_NUMBER = "other-number"  # the file was handed out, under another number than the one told


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict, and the record behind it where there is one."""

    verdict: Verdict
    report: Report | None = None


def verify(number: str = "", digests: Digests | None = None) -> Verified:
    """Look a report up by its number, by its file, or by both.

    Args:
        number: in any writing of its width, dashes and capitals; empty where the file alone is
            shown.
        digests: of the file that is shown.
    """
    written = _written(number)
    by_file = _by_file(digests) if digests else None
    if not written:
        return Verified(verdict=Verdict.GENUINE if by_file else Verdict.UNKNOWN, report=by_file)
    by_number = _by_number(written)
    if by_file is not None:
        is_it = by_file == by_number
        return Verified(verdict=Verdict.GENUINE if is_it else Verdict.OTHER_NUMBER, report=by_file)
    if by_number is None:
        return Verified(verdict=Verdict.UNKNOWN)
    return Verified(verdict=Verdict.CHANGED if digests else Verdict.ISSUED, report=by_number)


def _written(number: str) -> str:
    plain = unicodedata.normalize("NFKC", number[:100]).strip()
    return _DASHES.sub("-", plain).upper()


def _by_number(written: str) -> Report | None:
    if not _NUMBER.fullmatch(written):
        return None
    return Report.objects.exclude(sha256="").filter(number=written).first()


def _by_file(digests: Digests) -> Report | None:
    issued = Report.objects.exclude(sha256="")
    found = issued.filter(sha256=digests.sha256).first()
    if found is None and digests.sm3:
        found = issued.filter(sm3=digests.sm3).first()
    return found
