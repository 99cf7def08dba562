"""One row while it is being read: values taken, relations, findings."""

from typing import Protocol

from biaozhun.core.bibliography.record import Finding, StatedRelation, StatusWord
from biaozhun.core.bibliography.values import BLANK_MARKS, clean, excerpt, plain, storable
from biaozhun.core.errors import BiaozhunError

FRAGMENT_LENGTH = 200  # characters of a faulty value that a finding repeats
LONGEST_NAME = 100  # characters of a column's name that are kept
MAX_FINDINGS = 100  # of one row; a row made to do harm must not fill the account

# Characters of a text that are read; the longest of 180 000 real rows have a tenth of it at most.
LONGEST = 2_000
LONGEST_OF = {
    "summary": 100_000,
    "replacement": 5_000,
    "drafting_units": 20_000,
    "drafters": 20_000,
    "keywords": 20_000,
    "cites": 20_000,
    "number": 300,
    "stage": 60,  # from here on: as wide as the catalogue's columns
    "filing_number": 100,
    "documents.kind": 20,
    "documents.language": 20,
    "documents.medium": 40,
    "documents.reading": 10,
}


SHORTEST_LIMIT = min(LONGEST_OF.values())


def column_name(text: str) -> str:
    """A column's name in the form that is kept: storable, and cut where it is too long."""
    return storable(text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…")


class RefusedRowError(BiaozhunError):
    """A row that states no edition: it has no number, or one that cannot be read.

    Attributes:
        field: the field that is to blame.
    """

    default_code = "row_refused"
    field: str = ""


class ReadingRules(Protocol):
    """What a mapping says on how its values are written."""

    @property
    def date_formats(self) -> tuple[str, ...]:
        """``strptime`` forms tried first."""

    @property
    def separators(self) -> dict[str, str]:
        """Separator within the cells of a field."""

    @property
    def statuses(self) -> dict[str, str]:
        """Printed words of this source and their status word."""

    @property
    def status_scheme(self) -> str:
        """Which table of status words the source follows."""

    @property
    def published_starts(self) -> bool:
        """Whether publication counts as entry into force."""


class Reading:
    """Accumulates what one row states."""

    __slots__ = (
        "findings",
        "number_text",
        "postponed",
        "relations",
        "rules",
        "starts_on_publication",
        "status_column",
        "validity",
        "values",
        "written_days",
    )

    def __init__(self, rules: ReadingRules) -> None:
        self.rules = rules
        self.values: dict[str, object] = {}
        self.relations: list[StatedRelation] = []
        self.findings: list[Finding] = []
        self.number_text = ""
        self.postponed: list[tuple[str, object]] = []  # relations wait for the own number
        self.status_column: StatusWord | None = None
        self.validity: tuple[str, StatusWord] | None = None
        self.starts_on_publication = False
        self.written_days: dict[str, str] = {}  # dates that are not written in the ISO form

    def report(self, code: str, field: str, fragment: str, message: str) -> None:
        """Note a value that is not taken as it stands."""
        if len(self.findings) >= MAX_FINDINGS:
            return
        if len(self.findings) == MAX_FINDINGS - 1:
            code, message = "more_findings", "There is more wrong with the row than is listed"
        self.findings.append(
            Finding(
                code=code,
                field=column_name(field),
                fragment=storable(fragment[:FRAGMENT_LENGTH]),
                message=storable(message[:FRAGMENT_LENGTH]),
            )
        )

    def text(self, field: str, value: object) -> str:
        """The cleaned text of a scalar, empty for the marks that mean "nothing"."""
        if type(value) is str and value.isprintable() and "  " not in value:
            text = value.strip()
            return "" if text in BLANK_MARKS else self._bounded(field, text)
        written = plain(value)
        if written is None:
            self.report(
                "unexpected_form", field, excerpt(value), "A list or an object stands for a text"
            )
            return ""
        text, removed = clean(written)
        if removed:
            self.report(
                "control_characters",
                field,
                " ".join(f"U+{ord(character):04X}" for character in removed[:20]),
                "Control characters were taken out",
            )
        return "" if text in BLANK_MARKS else self._bounded(field, text)

    def _bounded(self, field: str, text: str) -> str:
        """A text that can be of its field; one far too long is none."""
        if len(text) <= SHORTEST_LIMIT or len(text) <= LONGEST_OF.get(field, LONGEST):
            return text
        self.report("too_long", field, text, f"The text has {len(text)} characters")
        return ""

    def texts(self, field: str, entry: dict[object, object]) -> dict[str, object]:
        """An object of a list with its texts cleaned and bounded; what says nothing is left out."""
        cleaned = {
            column_name(str(key)): self.text(f"{field}.{key}", value)
            if isinstance(value, str)
            else value
            for key, value in entry.items()
        }
        return {key: value for key, value in cleaned.items() if value not in ("", None)}

    def set(self, field: str, value: object, written: str) -> None:
        """Take a value for a field; the first column that states it counts.

        Args:
            field: an attribute of the record.
            value: what was read.
            written: what the source wrote, for the report where another column says otherwise.
        """
        held = self.values.setdefault(field, value)
        if held != value:
            self.report_second(field, written, held)

    def report_second(self, field: str, written: str, held: object) -> None:
        """Note what a second column says that does not agree with the first."""
        self.report(
            "second_value", field, written, f"Another column already says {str(held)[:80]!r}"
        )
