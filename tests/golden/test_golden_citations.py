"""References in every form, as they were read and found right by people."""

import datetime as dt
import json
from pathlib import Path

import pytest

from biaozhun.core.bibliography.citing import (
    Cited,
    bibtex,
    csl,
    gbt7714_2015,
    gbt7714_2025,
    key_of,
    ris,
)
from biaozhun.core.number import parse

FOLDER = Path(__file__).with_name("citations")
OPEN = "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=1&a=b_c"


def cited(number: str, **facts: object) -> Cited:
    """An edition by its number, as cited on one day."""
    read = parse(number)
    given = {"year": read.year, "accessed": dt.date(2026, 11, 22), **facts}
    return Cited(slug=read.slug, number=read.canonical, official_number=read.official, **given)  # type: ignore[arg-type]  # the facts are typed where a test writes them


EDITIONS = [
    cited(
        "GB/T 1.1-2020",
        title_zh="标准化工作导则 第1部分：标准化文件的结构和起草规则",
        title_en="Directives for standardization — Part 1",
        bodies=("国家市场监督管理总局", "国家标准化管理委员会"),
        published=dt.date(2020, 3, 31),
        address=OPEN,
    ),
    cited(
        "ISO/IEC 27001:2022",
        title_en="Information security, cybersecurity & privacy: 100% {of it} #1",
        bodies=("ISO", "IEC"),
        published=dt.date(2022, 10, 25),
    ),
    cited("JJG(电子) 31001-2006", title_zh="测试仪检定规程", bodies=("信息产业部",)),
    cited("GB/T 24001-2016/ISO 14001:2015", title_zh="环境管理体系 要求及使用指南"),
    cited("Q/ABC 2", title_zh="无年份的企业标准"),
]


def written(item: Cited) -> str:
    """All forms of a reference, one behind the other."""
    forms = {
        "GB/T 7714-2025": gbt7714_2025(item) + "\n",
        "GB/T 7714-2015": gbt7714_2015(item) + "\n",
        "BibTeX": bibtex(item),
        "RIS": ris(item).replace("\r\n", "\n"),
        "CSL-JSON": json.dumps(csl(item), ensure_ascii=False, indent=2) + "\n",
    }
    return "\n".join(f"== {name}\n{text}" for name, text in forms.items())


@pytest.mark.parametrize("item", EDITIONS, ids=[key_of(item.slug) for item in EDITIONS])
def test_references_are_as_they_were_read(item: Cited) -> None:
    """Every sign of every form; what changes here changes in people's papers."""
    kept = FOLDER / f"{key_of(item.slug).replace(':', '-')}.txt"
    assert written(item) == kept.read_text(encoding="utf-8")
