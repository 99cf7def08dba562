"""References: written as the styles want them, and read back by whoever reads such files."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography.citing import (
    Cited,
    bibtex,
    bodies_of,
    csl,
    gbt7714_2015,
    gbt7714_2025,
    key_of,
    ris,
)
from biaozhun.core.number import parse

ACCESSED = dt.date(2026, 11, 22)


def cited(number: str, **facts: object) -> Cited:
    """An edition by its number, as cited."""
    read = parse(number)
    given = {"year": read.year, "accessed": ACCESSED, **facts}
    return Cited(slug=read.slug, number=read.canonical, official_number=read.official, **given)  # type: ignore[arg-type]  # the facts are typed where a test writes them


RULES = cited(
    "GB/T 3792-2021",
    title_zh="信息与文献 资源描述",
    bodies=("国家市场监督管理总局", "国家标准化管理委员会"),
    published=dt.date(2021, 3, 9),
)


def test_the_two_editions_of_the_rules_place_the_number_differently() -> None:
    """2015 has bodies, title and year; 2025, 8.9.2 has number and title alone (its example 1)."""
    assert gbt7714_2015(RULES) == (
        "国家市场监督管理总局, 国家标准化管理委员会. 信息与文献 资源描述: GB/T 3792—2021[S]. 2021."
    )
    assert gbt7714_2025(RULES) == "GB/T 3792—2021 信息与文献 资源描述[S]."


def test_a_text_open_online_is_cited_with_its_address() -> None:
    """2015 wants the day of access, 2025 does not (8.9.2, example 3)."""
    online = cited("ISO 21378:2019", title_en="Audit data collection", address="https://x.org/a")
    assert gbt7714_2015(online) == (
        "Audit data collection: ISO 21378:2019[S/OL]. (2019)[2026-11-22]. https://x.org/a."
    )
    assert gbt7714_2025(online) == "ISO 21378:2019 Audit data collection[S/OL]. https://x.org/a."


def test_what_is_not_known_is_left_out_and_not_made_up() -> None:
    """No body, no date, no title: the reference is shorter."""
    bare = cited("Q/ABC 1")
    assert gbt7714_2015(bare) == "Q/ABC 1[S]."
    assert gbt7714_2025(bare) == "Q/ABC 1[S]."
    assert csl(bare) == {"id": "Q-ABC-1", "type": "standard", "number": "Q/ABC 1", "language": "en"}


@pytest.mark.parametrize(
    ("written", "bodies"),
    [
        ("国家质量监督检验检疫总局、国家标准化管理委员会", 2),
        ("ISO、IEC", 2),
        ("住房和城乡建设部 国家市场监督管理总局", 2),
        ("国家卫生健康委员会，国家市场监督管理总局；国家标准化管理委员会", 3),
        ("ASTM International", 1),
        ("American National Standards Institute, Inc.", 1),
        ("", 0),
        ("、、", 0),
    ],
)
def test_bodies_that_share_a_field_are_told_apart(written: str, bodies: int) -> None:
    """Blanks and commas divide Chinese names, and are part of English ones."""
    assert len(bodies_of(written)) == bodies


def test_of_more_than_three_bodies_three_are_named() -> None:
    """GB/T 7714-2015, 8.1.2, in the language of the edition."""
    four = tuple("甲乙丙丁")
    chinese = cited("GB 1-2020", title_zh="题", bodies=four)
    assert gbt7714_2015(chinese) == "甲, 乙, 丙, 等. 题: GB 1—2020[S]. 2020."
    english = cited("ISO 1:2016", title_en="Sizes", bodies=("A", "B", "C", "D"))
    assert gbt7714_2015(english) == "A, B, C, et al. Sizes: ISO 1:2016[S]. 2016."


def test_an_invented_record_says_so_in_every_form() -> None:
    """Nobody cites the demonstration by mistake."""
    invented = cited("DB99/T 1-2021", title_zh="题", invented=True)
    for text in (gbt7714_2015(invented), gbt7714_2025(invented)):
        assert "演示用虚构记录" in text
    for text in (bibtex(invented), ris(invented), json.dumps(csl(invented))):
        assert "nvented record" in text


def test_keys_are_stable_and_differ_where_only_chinese_letters_do() -> None:
    """The key depends on nothing but the number."""
    assert key_of(parse("GB/T 1.1-2020").slug) == "GB-T-1.1-2020"
    keys = {key_of(parse(number).slug) for number in ("JJG(电子) 1-2000", "JJG(机械) 1-2000")}
    assert len(keys) == 2
    assert key_of("~12") == "standard-12"
    assert all(re.fullmatch(r"[A-Za-z0-9.:+-]+", key) for key in keys)


_TO_TEXT = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "#$%&_"},
}
_COMMAND = re.compile("|".join(re.escape(command) for command in _TO_TEXT))


def read_bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Type, key and raw values of the one entry, by the grammar of BibTeX: braces are counted."""
    head = re.match(r"@([a-z]+)\{([A-Za-z0-9.:+-]+),\n", text)
    assert head is not None
    at, values = head.end(), {}
    while name := re.match(r"  ([a-z]+) = \{", text[at:]):
        at += name.end()
        start, depth = at, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        values[name[1]] = text[start : at - 1]
        assert text[at : at + 2] == ",\n"
        at += 2
    assert text[at:] == "}\n"
    return head[1], head[2], values


def unescaped(value: str) -> str:
    """A value as it would be typeset; a sign that means something to TeX must be escaped."""
    bare = _COMMAND.sub("", value)
    assert not set(bare) & set("#$%&_~^\\{}")
    return _COMMAND.sub(lambda found: _TO_TEXT[found[0]], value)


def _one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(
    alphabet='{}\\$%&_#~^"@,=\n 标准', max_size=20
)


@given(title=TEXT, body=TEXT, address=st.sampled_from(["", "https://x.org/{a}?b=1&c=50%"]))
def test_bibtex_is_read_back_as_it_was(title: str, body: str, address: str) -> None:
    """Whatever stands in title and body, the entry ends where it should and gives it back."""
    bodies = bodies_of(body)
    kind, key, values = read_bibtex(
        bibtex(cited("GB/T 1-2020", title_zh=title, bodies=bodies, address=address))
    )
    assert (kind, key) == ("standard", "GB-T-1-2020")
    assert unescaped(values.get("title", "{}")[1:-1]) == _one_line(title)
    authors = values.get("author", "")
    read = [unescaped(one) for one in re.findall(r"\{((?:[^{}]|\{\})*)\}(?: and |$)", authors)]
    assert tuple(read) == bodies
    assert values.get("url", "") == address.replace("{", "%7B").replace("}", "%7D")


@given(title=TEXT, body=TEXT)
def test_ris_is_read_back_as_it_was(title: str, body: str) -> None:
    """A tag a line, CR LF behind each, ``TY`` first and ``ER`` last: nothing can begin a line."""
    bodies = bodies_of(body)
    text = ris(cited("GB/T 1-2020", title_zh=title, title_en="E", bodies=bodies))
    assert text.endswith("\r\n")
    lines = text.removesuffix("\r\n").split("\r\n")
    read = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    assert all(read)
    tags = [(line[1], line[2]) for line in read if line]
    assert (tags[0], tags[-1]) == (("TY", "STAND"), ("ER", ""))
    assert [value for tag, value in tags if tag == "TI"] == [_one_line(title) or "E"]
    assert ("SN", "GB/T 1—2020") in tags
    assert ("PY", "2020") in tags


def test_csl_carries_every_fact_in_the_forms_of_the_schema() -> None:
    """Names are literal, dates are parts, and the type is that of standards."""
    assert csl(RULES) == {
        "id": "GB-T-3792-2021",
        "type": "standard",
        "title": "信息与文献 资源描述",
        "number": "GB/T 3792—2021",
        "language": "zh-CN",
        "author": [{"literal": "国家市场监督管理总局"}, {"literal": "国家标准化管理委员会"}],
        "issued": {"date-parts": [[2021, 3, 9]]},
    }
