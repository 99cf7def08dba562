"""Standard numbers (标准编号): a value object, the grammar of every family, reading and writing."""

from biaozhun.core.number.errors import (
    ImpossibleYearError,
    NumberError,
    NumberFormatError,
    NumberIncompleteError,
    NumberTrailingError,
    UnknownPrefixError,
    UnknownRegionError,
)
from biaozhun.core.number.families import Family, Nature
from biaozhun.core.number.reading import parse
from biaozhun.core.number.slugs import parse_slug
from biaozhun.core.number.spelling import search_key
from biaozhun.core.number.value import StandardNumber

__all__ = [
    "Family",
    "ImpossibleYearError",
    "Nature",
    "NumberError",
    "NumberFormatError",
    "NumberIncompleteError",
    "NumberTrailingError",
    "StandardNumber",
    "UnknownPrefixError",
    "UnknownRegionError",
    "parse",
    "parse_slug",
    "search_key",
]
