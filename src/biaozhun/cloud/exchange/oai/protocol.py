"""What a harvester may ask, and what it is told where it asks wrongly (OAI-PMH 2.0, sections 3-4).

Nothing here knows a table; dates are instants in UTC.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

ErrorCode = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noRecordsMatch",
    "noMetadataFormats",
    "noSetHierarchy",
]

LONGEST = 2_000  # characters of an argument


class OaiError(Exception):
    """An error of the protocol, which is told in an answer like any other."""

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message


class Period(msgspec.Struct, frozen=True):
    """Instants between which a record changed: ``begins`` counts, ``ends`` does not."""

    begins: dt.datetime | None = None
    ends: dt.datetime | None = None


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request that keeps the protocol.

    Attributes:
        verb: one of the six.
        arguments: as given, for the answer to repeat.
        period: for a list, from when to when.
    """

    verb: str
    arguments: dict[str, str]
    period: Period = Period()

    def get(self, name: str) -> str:
        """An argument, empty where it is not given."""
        return self.arguments.get(name, "")


class _Verb(msgspec.Struct, frozen=True):
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    resumable: bool = False


_LIST = _Verb(frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), resumable=True)
VERBS: Mapping[str, _Verb] = {
    "Identify": _Verb(),
    "ListMetadataFormats": _Verb(optional=frozenset({"identifier"})),
    "ListSets": _Verb(resumable=True),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": _Verb(frozenset({"identifier", "metadataPrefix"})),
}


def read_request(given: Iterable[tuple[str, str]]) -> Asked:
    """The request that these arguments make.

    Raises:
        OaiError: ``badVerb`` or ``badArgument``, saying what to change.
    """
    arguments = _once(given)
    name = arguments.pop("verb", "")
    verb = VERBS.get(name)
    if verb is None:
        raise OaiError("badVerb", f"verb is one of: {', '.join(VERBS)}")
    _check_arguments(verb, arguments)
    return Asked(verb=name, arguments=arguments, period=_period(arguments))


def _once(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    arguments: dict[str, str] = {}
    for name, value in given:
        if name in arguments:
            code: ErrorCode = "badVerb" if name == "verb" else "badArgument"
            raise OaiError(code, f"{name[:40]!r} is given more than once")
        if len(value) > LONGEST:
            raise OaiError("badArgument", f"{name[:40]!r} is longer than {LONGEST} characters")
        arguments[name] = value
    return arguments


def _check_arguments(verb: _Verb, arguments: Mapping[str, str]) -> None:
    if verb.resumable and "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise OaiError("badArgument", "resumptionToken stands alone beside the verb")
        return
    unknown = sorted(arguments.keys() - verb.required - verb.optional)
    if unknown:
        raise OaiError("badArgument", f"this verb takes no argument {unknown[0][:40]!r}")
    missing = sorted(verb.required - {name for name, value in arguments.items() if value})
    if missing:
        raise OaiError("badArgument", f"the argument {missing[0]!r} is missing")
    if (asked := arguments.get("set")) and not _SET.fullmatch(asked):
        raise OaiError("badArgument", "set is written as ListSets names it")


_SET = re.compile(r"[\w\-.!~*'()]+(:[\w\-.!~*'()]+)*", re.ASCII)  # setSpecType of the schema
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SECOND = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


def _period(arguments: Mapping[str, str]) -> Period:
    first, last = arguments.get("from"), arguments.get("until")
    if first is not None and last is not None and len(first) != len(last):
        raise OaiError("badArgument", "from and until have the same granularity")
    begins, _ = _instant("from", first)
    until, width = _instant("until", last)
    if begins and until and begins > until:
        raise OaiError("badArgument", "from lies behind until")
    try:
        return Period(begins, until + width if until else None)
    except OverflowError as error:
        raise OaiError("badArgument", "until lies too far in the future") from error


def _instant(name: str, text: str | None) -> tuple[dt.datetime | None, dt.timedelta]:
    """The instant, and how long what it names lasts: a day or a second."""
    if text is None:
        return None, dt.timedelta()
    width = dt.timedelta(days=1) if _DAY.fullmatch(text) else dt.timedelta(seconds=1)
    if not (_DAY.fullmatch(text) or _SECOND.fullmatch(text)):
        raise OaiError("badArgument", f"{name} is written YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise OaiError("badArgument", f"{name} is no date of the calendar") from error
    return found.replace(tzinfo=dt.UTC), width


def utc(instant: dt.datetime) -> str:
    """An instant as the protocol writes it, to the second."""
    return f"{instant.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
