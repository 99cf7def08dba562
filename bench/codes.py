"""Numbers of generated standards: real forms, invented serials, never the same twice.

Within one prefix serials are counted upwards, so no memory of the numbers given is needed. Forms
after the number grammar of the national, sector, local, association and enterprise families and
of the foreign bodies most often held in Chinese catalogues.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from bench.vocabulary import Vocabulary, Zipf

COMPANIES = 30_000
ASSOCIATIONS = 1_000

# Share of each level in the holdings of a provincial catalogue, in per cent.
LEVELS = {
    "enterprise": 34,
    "sector": 16,
    "national": 15,
    "foreign": 13,
    "local": 9,
    "association": 7,
    "international": 6,
}

NATIONAL = (("GB/T", 78), ("GB", 17), ("GB/Z", 5))
INTERNATIONAL = (("ISO", 52), ("IEC", 32), ("ISO/IEC", 10), ("ISO/TS", 3), ("ISO/TR", 3))
FOREIGN = (
    ("BS EN", 18), ("DIN EN", 16), ("ASTM", 16), ("NF EN", 12), ("DIN", 10),
    ("JIS", 10), ("EN", 8), ("BS", 6), ("IEEE", 4),
)  # fmt: skip
FOREIGN_ISSUERS = {
    "ASTM": "美国材料与试验协会",
    "BS": "英国标准学会",
    "DIN": "德国标准化学会",
    "EN": "欧洲标准化委员会",
    "IEC": "国际电工委员会",
    "IEEE": "电气电子工程师学会",
    "ISO": "国际标准化组织",
    "JIS": "日本工业标准调查会",
    "NF": "法国标准化协会",
}
ISSUED_BY_STATE = "国家市场监督管理总局 国家标准化管理委员会"


class Designation(NamedTuple):
    """A number without its year: ``stem`` + ``joint`` + year is the whole number."""

    stem: str
    joint: str
    issuer: str
    place: str = ""


def _weighted(rng: Random, table: tuple[tuple[str, int], ...]) -> str:
    return rng.choices([name for name, _ in table], [weight for _, weight in table])[0]


def _letters(index: int, length: int) -> str:
    """The index written in base 26 with letters, so that different indexes differ."""
    out = ""
    for _ in range(length):
        index, rest = divmod(index, 26)
        out = chr(65 + rest) + out
    return out


def _company(
    rng: Random, places: Sequence[str], names: Sequence[str], trades: Sequence[str]
) -> str:
    """The name of an invented company: place, given name, trade, legal form."""
    place = rng.choice(places).removesuffix("市").removesuffix("省")
    form = rng.choices(["有限公司", "股份有限公司", "集团有限公司", "科技有限公司"], [6, 2, 1, 3])[
        0
    ]
    return f"{place}{rng.choice(names)}{rng.choice(names)}{rng.choice(trades)}{form}"


def _association(rng: Random, places: Sequence[str], trades: Sequence[str]) -> str:
    """The name of an invented association: reach, trade, kind."""
    reach = "中国" if rng.random() < 0.4 else rng.choice(places)
    kind = rng.choice(["行业协会", "学会", "商会", "联合会", "产业联盟"])
    return f"{reach}{rng.choice(trades)}{kind}"


class Designations:
    """Gives out the number of the next standard of a level."""

    def __init__(self, vocabulary: Vocabulary, rng: Random) -> None:
        self._rng = rng
        self._serials: Counter[str] = Counter()
        self._parts: dict[str, int] = {}
        places = [place.name for place in vocabulary.provinces]
        names, trades = vocabulary.words["name"].words, vocabulary.words["trade"].words
        self._companies = Zipf(
            [_company(rng, places, names, trades) for _ in range(COMPANIES)], 0.6
        )
        self._associations = Zipf([_association(rng, places, trades) for _ in range(ASSOCIATIONS)])
        self._company_marks = {n: i for i, n in enumerate(self._companies.words)}
        self._association_marks = {n: i for i, n in enumerate(self._associations.words)}
        self._sectors = {body.mark: body for body in vocabulary.sectors}
        self._provinces = {region.mark: region for region in vocabulary.provinces}
        self._sector_marks = Zipf(list(self._sectors))
        self._province_marks = Zipf(list(self._provinces), 0.4)

    def next(self, level: str) -> Designation:
        """A number nobody was given yet.

        Raises:
            KeyError: the level is none of ``LEVELS``.
        """
        return {
            "national": self._national,
            "sector": self._sector,
            "local": self._local,
            "association": self._association,
            "enterprise": self._enterprise,
            "international": self._international,
            "foreign": self._foreign,
        }[level]()

    def _serial(self, prefix: str, start: int, mark: str = ".") -> str:
        """The next serial of the prefix; four in ten standards are parts of a series."""
        if self._parts.get(prefix, 0):
            part = self._parts[prefix] = self._parts[prefix] + 1
            if part > 2 and self._rng.random() < 0.4:
                self._parts[prefix] = 0
            return f"{start + self._serials[prefix]}{mark}{part}"
        self._serials[prefix] += 1
        if self._rng.random() < 0.2:
            self._parts[prefix] = 1
            return f"{start + self._serials[prefix]}{mark}1"
        return str(start + self._serials[prefix])

    def _national(self) -> Designation:
        prefix = _weighted(self._rng, NATIONAL)
        return Designation(f"{prefix} {self._serial(prefix, 1000)}", "-", ISSUED_BY_STATE)

    def _sector(self) -> Designation:
        body = self._sectors[self._sector_marks.pick(self._rng)]
        prefix = body.mark + ("/T" if self._rng.random() < 0.85 else "")
        return Designation(f"{prefix} {self._serial(prefix, 100)}", "-", body.name)

    def _local(self) -> Designation:
        region = self._provinces[self._province_marks.pick(self._rng)]
        prefix = f"DB{region.mark}" + ("/T" if self._rng.random() < 0.93 else "")
        issuer = f"{region.name}市场监督管理局"
        return Designation(f"{prefix} {self._serial(prefix, 100)}", "-", issuer, region.name)

    def _association(self) -> Designation:
        name = self._associations.pick(self._rng)
        prefix = "T/C" + _letters(self._association_marks[name] * 7 + 3, 3)
        return Designation(f"{prefix} {self._serial(prefix, 0).zfill(3)}", "-", name)

    def _enterprise(self) -> Designation:
        name = self._companies.pick(self._rng)
        prefix = "Q/" + _letters(self._company_marks[name] * 11 + 17, 4)
        return Designation(f"{prefix} {self._serial(prefix, 0).zfill(3)}", "-", name)

    def _international(self) -> Designation:
        prefix = _weighted(self._rng, INTERNATIONAL)
        start = 60000 if prefix == "IEC" else 100
        return Designation(
            f"{prefix} {self._serial(prefix, start, '-')}",
            ":",
            FOREIGN_ISSUERS[prefix.partition("/")[0]],
        )

    def _foreign(self) -> Designation:
        prefix = _weighted(self._rng, FOREIGN)
        issuer = FOREIGN_ISSUERS[prefix.partition(" ")[0]]
        if prefix == "ASTM":
            letter = self._rng.choice("ABCDEF")
            self._serials[prefix + letter] += 1
            return Designation(f"ASTM {letter}{self._serials[prefix + letter]}", "-", issuer)
        if prefix == "JIS":
            letter = self._rng.choice("ABCGHKRSTZ")
            serial = self._serial(prefix + letter, 1000, "-")
            return Designation(f"JIS {letter} {serial}", ":", issuer)
        joint = "-" if prefix in {"NF EN", "IEEE"} else ":"
        start = 10_000 if prefix == "DIN" else 1000
        mark = "." if prefix == "IEEE" else "-"
        return Designation(f"{prefix} {self._serial(prefix, start, mark)}", joint, issuer)
