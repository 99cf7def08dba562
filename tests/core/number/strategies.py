"""Texts that follow the grammar of a family, built from its productions."""

from hypothesis import strategies as st

from biaozhun.core.number.families import Family
from biaozhun.core.number.tables import PREFIXES, REGIONS

YEARS = st.integers(1950, 2099).map(str)
SERIALS = st.integers(1, 99999).map(str) | st.sampled_from(["001", "0012", "02"])
PARTS = st.integers(1, 1899).map(lambda part: f".{part}")
DOTTED = st.one_of(st.just(""), PARTS, st.tuples(PARTS, PARTS).map("".join))
AMENDED = st.one_of(st.just(""), st.integers(1, 12).map(lambda n: f"/XG{n}-2024"))
MARKED = st.sampled_from(["", "E", "(2018年版)", "(所有部分)", "/ISO 9001:2015"])


def _codes(*families: Family) -> list[str]:
    marks = {"-": "", "T": "/T", "Z": "/Z"}
    return [
        row.prefix + marks[form]
        for row in PREFIXES.values()
        if row.family in families
        for form in row.forms
    ]


def _dated(codes: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda code, serial, dots, year, mark, amended: (
            f"{code} {serial}{dots}-{year}{mark or amended}"
        ),
        codes, SERIALS, DOTTED, YEARS, MARKED, AMENDED,
    )  # fmt: skip


ORGANIZATIONS = st.from_regex(r"[A-Z][A-Z0-9]{0,8}[A-Z]", fullmatch=True)
PREFIXED = _dated(
    st.sampled_from(
        _codes(Family.NATIONAL, Family.SECTOR, Family.MILITARY, Family.METROLOGY, Family.REGULATION)
    )
)
CONSTRUCTION = _dated(st.sampled_from(_codes(Family.CONSTRUCTION))) | st.builds(
    "DBJ/T 15-{}-{}".format, SERIALS, YEARS
)
LOCAL = _dated(st.sampled_from(sorted(REGIONS)).map("DB{}/T".format)) | st.builds(
    "DB{}/{}{}-{}".format, st.sampled_from(sorted(REGIONS)), SERIALS, DOTTED, YEARS
)
ASSOCIATION = _dated(ORGANIZATIONS.map("T/{}".format))
ENTERPRISE = st.builds(
    "Q/{} {}-{}".format, st.from_regex(r"[A-Z]{2,6}", fullmatch=True), SERIALS, YEARS
)
BRACKETED = st.builds(
    "{}({}) {}-{}".format,
    st.sampled_from(["JJG", "JJF"]),
    st.sampled_from(["电子", "浙", "有色金属"]),
    SERIALS,
    YEARS,
)
ISO_CODES = st.sampled_from(
    ["ISO", "IEC", "ISO/IEC", "ISO/TR", "ISO/IEC TS", "IEC TR", "CISPR", "ISO/DIS", "ISO Guide"]
)
ISO_PARTS = st.one_of(
    st.just(""),
    st.integers(1, 999).map("-{}".format),
    st.tuples(st.integers(1, 99), st.integers(1, 99)).map(lambda p: f"-{p[0]}-{p[1]}"),
)
INTERNATIONAL = st.builds(
    "{} {}{}{}".format,
    ISO_CODES,
    SERIALS,
    ISO_PARTS,
    st.one_of(st.just(""), YEARS.map(":{}".format), YEARS.map(":{}/Amd 1:2024".format)),
)
FOREIGN = st.one_of(
    st.builds("ASTM A{}-{:02d}".format, SERIALS, st.integers(0, 99)),
    st.builds("BS EN ISO {}{}:{}".format, SERIALS, ISO_PARTS, YEARS),
    st.builds(
        "ETSI TS 102 {} V1.2.{} ({}-05)".format, st.integers(100, 999), st.integers(0, 9), YEARS
    ),
    st.builds("IEEE {}.{}-{}".format, SERIALS, st.integers(1, 99), YEARS),
    st.builds("JIS K {}:{}".format, st.integers(1000, 9999), YEARS),
    st.builds("NIST SP 800-{}r{}".format, st.integers(1, 300), st.integers(1, 9)),
)
CHINESE = st.one_of(PREFIXED, CONSTRUCTION, LOCAL, ASSOCIATION, ENTERPRISE, BRACKETED)
NUMBERS = st.one_of(CHINESE, INTERNATIONAL, FOREIGN)
