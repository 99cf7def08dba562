"""What can be wrong with a number, by kind of wrongness."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class NumberError(BiaozhunError):
    """The text is no standard number that can be read with certainty.

    ``start`` and ``end`` are offsets into the text as given.
    """

    default_code: ClassVar[str] = "number_format"


class NumberFormatError(NumberError):
    """The text does not follow the grammar of any family."""


class NumberIncompleteError(NumberError):
    """A prefix without what has to follow it (``T/CSMT``, ``GB/T``)."""

    default_code = "number_incomplete"


class NumberTrailingError(NumberError):
    """A number, and behind it text that belongs to no number."""

    default_code = "number_trailing"


class ImpossibleYearError(NumberError):
    """The year cannot be the year of a standard of this family."""

    default_code = "number_year"


class UnknownPrefixError(NumberError):
    """No body with this prefix is known."""

    default_code = "number_unknown_prefix"


class UnknownRegionError(NumberError):
    """No region with this code numbers local standards."""

    default_code = "number_unknown_region"
