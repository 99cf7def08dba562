"""Laws and policies cited by title or number, and numbers of standards that cannot be."""

import pytest

from biaozhun.core.citation import LawCitation, MalformedCitation, scan

LAWS = [
    (
        "依据《中华人民共和国标准化法》第二十五条、第二十六条第一款",
        [("中华人民共和国标准化法", "", ("第二十五条", "第二十六条第一款"))],
    ),
    (
        "《地方标准管理办法》（国家市场监督管理总局令第26号）",
        [("地方标准管理办法", "国家市场监督管理总局令第26号", ())],
    ),
    (
        "《中华人民共和国安全生产法》（2021年修订）第三十六条",
        [("中华人民共和国安全生产法", "", ("第三十六条",))],
    ),
    (
        "根据国发〔2015〕13号和粤府办〔2020〕1号文件",
        [("", "国发〔2015〕13号", ()), ("", "粤府办〔2020〕1号", ())],
    ),
    (
        "《关于印发〈方案〉的通知》（国标委联〔2019〕1号）",
        [("关于印发〈方案〉的通知", "国标委联〔2019〕1号", ())],
    ),
    ("《检验检测机构资质认定管理办法》要求", [("检验检测机构资质认定管理办法", "", ())]),
    ("《国家标准化发展纲要》提出", [("国家标准化发展纲要", "", ())]),
]
NO_LAWS = [
    "《通用硅酸盐水泥》（GB 175）",
    "《水质 化学需氧量的测定 重铬酸盐法》（HJ 828-2017）",
    "《水泥化学分析方法》",
    "《煤中全水分的测定方法》",
    "《水质 总磷的测定 分光光度法》",
    "《硅钙合金 氧含量的测定 惰性气体熔融红外吸收法》",
    "《煤和岩石物理力学性质测定方法 第1部分：采样一般规定》",
    "《红楼梦》",
    "GB/T 1.1—2020《标准化工作导则》",
    "（2015）第3组",
]
MALFORMED = [
    ("GB 5009.-2016", "number_format"),
    ("GB/T 123456789012", "number_format"),
    ("GB/T 1.1-20200", "number_year"),
    ("GB/T 1.1-2120", "number_year"),
    ("GB 5749-1890", "number_year"),
    ("GB/T 1.1—202", "number_year"),
    ("DB78/T 123-2020", "number_unknown_region"),
]
NOT_MALFORMED = [
    "NJ 08855-1331",
    "DB9、DB25接口",
    "JB-20000型",
    "GB 50 000",
    "T/T 20200",
    "ISO 20200",
]


@pytest.mark.parametrize(("text", "expected"), LAWS)
def test_laws_are_told_with_number_and_articles(
    text: str, expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    """Title, number of the document beside it, articles; standing where they are printed."""
    laws = scan(text).laws
    assert [(law.title, law.number, law.articles) for law in laws] == expected
    assert [text[law.start : law.end] for law in laws] == [law.text for law in laws]


@pytest.mark.parametrize("text", NO_LAWS)
def test_titles_of_standards_and_books_are_no_laws(text: str) -> None:
    """What stands beside a number, a method, a book."""
    assert scan(text).laws == ()


def test_a_law_and_its_article_are_one_citation_with_its_place() -> None:
    """From the first book-title mark to the last article."""
    assert scan("见《标准化法》第二条。").laws == (
        LawCitation(
            start=1, end=10, text="《标准化法》第二条", title="标准化法", articles=("第二条",)
        ),
    )


@pytest.mark.parametrize(("text", "code"), MALFORMED)
def test_a_number_that_cannot_be_is_told_with_its_code(text: str, code: str) -> None:
    """An impossible year, one that lost or gained a digit, a region that is none."""
    scanned = scan(f"按{text}执行")
    assert scanned.malformed == (
        MalformedCitation(start=1, end=1 + len(text), text=text, code=code),
    )
    assert scanned.citations == ()


@pytest.mark.parametrize("text", NOT_MALFORMED)
def test_other_things_are_not_called_malformed(text: str) -> None:
    """Post codes, sockets, models."""
    assert scan(text).malformed == ()
