"""What a form asks."""

from collections import Counter
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from biaozhun.core.errors import BiaozhunError


class FieldKind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    COUNT = "count"  # whole, not below 0
    NUMBER = "number"
    SHARE = "share"  # percent, 0 to 100
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


NUMERIC = frozenset({FieldKind.COUNT, FieldKind.NUMBER, FieldKind.SHARE})


class FormError(BiaozhunError):
    """A form that cannot be asked.

    Codes: ``no_field``, ``field_twice``, ``label_missing``, ``choices_missing``,
    ``bounds_crossed``.
    """

    default_code: ClassVar[str] = "form_wrong"


class Field(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One question.

    Attributes:
        key: by which answers are kept; stays when the label changes.
        label: what is asked.
        kind: what the answer is.
        required: a form without an answer to it is not taken.
        unit: of a number: 项, 万元.
        least: the smallest number that is taken.
        most: the largest.
        choices: of which one is chosen.
        step: the heading it stands under, such as a step of the work.
        help: what is meant, for whoever fills it in.
    """

    key: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    step: str = ""
    help: str = ""

    @property
    def is_numeric(self) -> bool:
        """Whether answers can be added up."""
        return self.kind in NUMERIC

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The smallest and the largest number taken; what the kind says and what the field says."""
        floor = Decimal(0) if self.kind in {FieldKind.COUNT, FieldKind.SHARE} else None
        ceiling = Decimal(100) if self.kind is FieldKind.SHARE else None
        least = max((one for one in (floor, self.least) if one is not None), default=None)
        most = min((one for one in (ceiling, self.most) if one is not None), default=None)
        return least, most


class Questionnaire(msgspec.Struct, frozen=True):
    """A form: its questions in their order."""

    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        """Refuse a form that cannot be asked.

        Raises:
            FormError: with the label or key of the first field that is wrong.
        """
        if not self.fields:
            raise FormError("A form asks something", code="no_field")
        often = [key for key, count in Counter(one.key for one in self.fields).items() if count > 1]
        if often:
            raise FormError("One key, two fields", code="field_twice", fragment=often[0])
        for field in self.fields:
            _refuse(field)

    @property
    def steps(self) -> tuple[tuple[str, tuple[Field, ...]], ...]:
        """The fields under their headings, both in the order of the form."""
        heads = dict.fromkeys(field.step for field in self.fields)
        return tuple((h, tuple(field for field in self.fields if field.step == h)) for h in heads)


def _refuse(field: Field) -> None:
    if not field.label.strip():
        raise FormError("A field has a label", code="label_missing", fragment=field.key)
    if field.kind is FieldKind.CHOICE and len(field.choices) < 2:
        raise FormError("Between what?", code="choices_missing", fragment=field.label)
    least, most = field.bounds
    if least is not None and most is not None and least > most:
        raise FormError("Nothing lies between", code="bounds_crossed", fragment=field.label)
