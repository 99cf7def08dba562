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
from biaozhun.core.number.keys import (
    CODE_KEYS,
    LookupKeys,
    beginning_key,
    begun_key,
    exact_keys,
    guessed_keys,
    is_local_code,
    is_serial,
    looks_begun,
    lookup_keys,
    read_typed,
    serial_keys,
)
from biaozhun.core.number.reading import parse
from biaozhun.core.number.slugs import parse_slug
from biaozhun.core.number.spelling import search_key
from biaozhun.core.number.value import StandardNumber

__all__ = [
    "CODE_KEYS",
    "Family",
    "ImpossibleYearError",
    "LookupKeys",
    "Nature",
    "NumberError",
    "NumberFormatError",
    "NumberIncompleteError",
    "NumberTrailingError",
    "StandardNumber",
    "UnknownPrefixError",
    "UnknownRegionError",
    "beginning_key",
    "begun_key",
    "exact_keys",
    "guessed_keys",
    "is_local_code",
    "is_serial",
    "looks_begun",
    "lookup_keys",
    "parse",
    "parse_slug",
    "read_typed",
    "search_key",
    "serial_keys",
]
