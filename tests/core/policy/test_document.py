"""What a policy text says of itself."""

import datetime as dt
from pathlib import Path

import pytest

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.value import PolicyDocument, Script

NOTICE = """云州市人民政府办公室关于印发
云州市标准化发展规划（2021—2025年）的通知
云政办发〔2021〕18号
各县、区人民政府，市政府各部门：
《云州市标准化发展规划（2021—2025年）》已经市政府同意，现印发给你们，请认真组织实施。
云州市人民政府办公室
2021年4月12日
（此件公开发布）
云州市标准化发展规划
（2021—2025年）
为贯彻落实《国家标准化发展纲要》，根据《云州省人民政府关于加强标准化工作的意见》（云省政发〔2020〕31号）\
和《云州省标准化条例》，制定本规划。
一、总体要求
坚持标准引领，推动高质量发展，服务全市经济社会发展大局，不断提升标准化水平。
附件：1.云州市重点项目表
2.云州市成员名单
附件1
云州市重点项目表
按照规划要求，安排下列项目，由各部门组织实施，按期完成建设任务。
云州市人民政府办公室 2021年4月13日印发
"""


def described(text: str) -> PolicyDocument:
    """The document of a text."""
    return lay_out(text).document


def test_a_notice_and_the_plan_it_hands_on() -> None:
    """Both titles over their lines, issuer, number, days, attachments and basis."""
    found = described(NOTICE)
    assert found.title == "云州市标准化发展规划（2021—2025年）"
    assert found.notice_title == (
        "云州市人民政府办公室关于印发云州市标准化发展规划（2021—2025年）的通知"
    )
    assert (found.issuer, found.number) == ("云州市人民政府办公室", "云政办发〔2021〕18号")
    assert (found.date_signed, found.date_issued) == (dt.date(2021, 4, 12), dt.date(2021, 4, 13))
    assert [(one.title, one.present) for one in found.attachments] == [
        ("云州市重点项目表", True),
        ("云州市成员名单", False),
    ]
    assert [(one.title, one.number) for one in found.basis] == [
        ("国家标准化发展纲要", ""),
        ("云州省人民政府关于加强标准化工作的意见", "云省政发〔2020〕31号"),
        ("云州省标准化条例", ""),
    ]
    assert [NOTICE[one.start : one.end] for one in found.attachments] == [
        one.title for one in found.attachments
    ]


def test_an_opinion_signed_at_its_end() -> None:
    """The signature behind the text gives issuer and day; several bodies sign together."""
    text = (
        "关于加强标准化工作的意见\n各市、县：\n现提出以下意见。\n一、完善体系\n推进制定。\n"
        "省发展改革委　省科技厅\n2020年5月6日\n"
    )
    found = described(text)
    assert found.title == "关于加强标准化工作的意见"
    assert found.issuer == "省发展改革委、省科技厅"
    assert (found.date_signed, found.day) == (dt.date(2020, 5, 6), dt.date(2020, 5, 6))
    assert lay_out(text).sections[-1].body[-1].text == "推进制定。"


@pytest.mark.parametrize(
    "number",
    [
        "国发〔2018〕42号",
        "國發〔2018〕42號",
        "国发[2018]42号",
        "国发【2018】42号",
        "国发（2018）42号",
        "国办函﹝2018﹞第42号",
        "市监标技发〔2018〕42号",
    ],
)
def test_document_numbers_in_every_bracket(number: str) -> None:
    """As printed, in a line of its own or behind the title."""
    rest = "各市人民政府：\n现通知如下，请认真执行。\n一、任务\n推进。\n"
    assert described(f"某市关于标准化工作的通知\n{number}\n{rest}").number == number
    assert described(f"某市关于标准化工作的通知（{number}）\n{rest}").number == number


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2018年12月21日", dt.date(2018, 12, 21)),
        ("2018 年 12 月 21 日", dt.date(2018, 12, 21)),
        ("二〇一八年十二月二十一日", dt.date(2018, 12, 21)),
        ("二○一八年一月二日", dt.date(2018, 1, 2)),
        ("2018年2月30日", None),
    ],
)
def test_days_in_both_writings(date: str, day: dt.date | None) -> None:
    """Figures, ideographs with both zeros, blanks; a day that does not exist is none."""
    text = f"关于标准化工作的意见\n一、任务\n推进工作，抓好落实。\n某市人民政府\n{date}\n"
    assert described(text).date_signed == day


def test_what_a_page_says_of_the_text() -> None:
    """Its table of facts gives number, issuer and days; its clutter is no part of the text."""
    text = (
        "首页 > 政务公开 > 文件\n• 发文单位 云州市人民政府\n• 成文日期 2017-02-24\n"
        "【字 号】云政发〔2017〕14号\n发布时间：2017-03-01 来源：市政府 字体：大 中 小\n"
        "关于推进标准化工作的意见\n各县：\n现提出以下意见。\n一、任务\n推进制定，抓好落实。\n"
        "扫一扫在手机打开当前页\n上一篇：无\n版权所有 云州市人民政府\n"
    )
    layout = lay_out(text)
    found = layout.document
    assert (found.issuer, found.number) == ("云州市人民政府", "云政发〔2017〕14号")
    assert (found.date_signed, found.date_published) == (dt.date(2017, 2, 24), dt.date(2017, 3, 1))
    assert [paragraph.text for paragraph in layout.paragraphs] == [
        "关于推进标准化工作的意见",
        "各县：",
        "现提出以下意见。",
        "一、任务",
        "推进制定，抓好落实。",
    ]


def test_a_page_may_number_what_it_says_of_the_text() -> None:
    """Facts such as 5. [成文日期] are no headings, known words or not."""
    layout = lay_out(
        "1. [主题分类] 综合政务\n2. [发文机构] 云州市政务公开领导小组\n3. [联合发文单位]\n"
        "4. [成文日期] 2017-02-24\n5. [文件来源] 政府公报 年 第期\n"
        "云州市政务公开重点任务分工\n一、推进公开\n1.公开目录。编制并公布目录。\n"
    )
    assert layout.document.date_signed == dt.date(2017, 2, 24)
    assert layout.document.issuer == "云州市政务公开领导小组"
    assert [heading.title for heading in layout.headings] == ["推进公开", "公开目录"]


def test_a_title_on_two_lines_is_whole_where_the_notice_names_it() -> None:
    """A short first line belongs to the title that the notice quotes in one piece."""
    text = (
        "云州区人民政府关于印发《云州区数字建设任务分解和分工方案》的通知\n各街道：\n"
        "现将方案印发给你们，请认真执行。\n云州区人民政府\n2023年3月28日\n（此件公开发布）\n"
        "云州区数字建设\n\n任务分解和分工方案\n为抓好落实，制定本方案。\n一、目标\n推进建设。\n"
    )
    assert described(text).title == "云州区数字建设任务分解和分工方案"


def test_a_button_of_a_page_takes_nothing_with_it() -> None:
    """打印 alone announces no value; 来源 with a colon does, but never a title."""
    title = "关于推进标准化工作的意见"
    rest = "各县：\n现提出意见，抓好落实。\n一、任务\n推进。\n"
    for front in ("正文\n", "打印\n关闭\n", "来源：\n", "发布单位：\n市政府\n"):
        assert described(f"{front}{title}\n{rest}").title == title


def test_a_notice_with_items_of_its_own_and_the_plan_as_attachment() -> None:
    """The plan is the attachment the notice announces; both have headings from 一."""
    text = (
        "某市人民政府办公厅关于印发重点工作责任分解方案的通知\n各区：\n现将方案印发给你们，并通知如下。\n"
        "一、压实责任。加强领导。\n二、加强统筹。分类推进。\n附件：1.2020年重点工作责任分解方案\n2.情况表\n"
        "某市人民政府办公厅\n2020年1月17日\n附件1\n2020年重点工作责任分解方案\n一、发展\n（一）增长。\n"
        "附件2\n情况表\n序号\t事项\n1\t甲\n"
    )
    layout = lay_out(text)
    assert layout.document.title == "2020年重点工作责任分解方案"
    assert [(one.title, one.present) for one in layout.document.attachments] == [
        ("2020年重点工作责任分解方案", True),
        ("情况表", True),
    ]
    assert [one.title for one in layout.headings] == ["压实责任", "加强统筹", "发展", "增长"]


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("本办法自2020年7月1日起施行。", dt.date(2020, 7, 1)),
        ("本办法自印发之日起实施，有效期五年。", dt.date(2020, 5, 6)),
        ("本办法由市政府解释。", None),
    ],
)
def test_from_when_it_holds(clause: str, day: dt.date | None) -> None:
    """A day named, or that of its issue."""
    text = f"标准化管理办法\n第一条 为了规范管理，制定本办法。\n第二条 {clause}\n"
    text += "某市人民政府\n2020年5月6日\n"
    assert described(text).date_effective == day


def test_the_script_is_told_by_its_characters() -> None:
    """Mechanically converted Traditional counts as Traditional."""
    assert described("為貫徹實施標準化戰略，制定本方案。").script is Script.TRADITIONAL
    assert described("为贯彻实施标准化战略，制定本方案。").script is Script.SIMPLIFIED


def test_a_title_is_not_made_up() -> None:
    """A text that begins with its addressees has none."""
    found = described("云政办发〔2020〕1号\n各县：\n为推进工作，提出如下意见。\n一、任务\n推进。\n")
    assert (found.title, found.notice_title, found.number) == ("", "", "云政办发〔2020〕1号")


SEEDS = {
    "seeds/000.txt": (
        "浙江省“標準化+”行動計劃",
        "浙江省人民政府",
        "",
        "2016-07-18 2016-07-26 2017-01-12",
    ),
    "seeds/001.txt": (
        "廣東省國家標準化綜合改革試點建設方案",
        "廣東省人民政府",
        "",
        "2018-06-22 None None",
    ),
    "seeds/002.txt": (
        "关于深化标准化改革促进标准化服务科技创新中心建设的工作方案",
        "上海市人民政府办公厅",
        "沪府办发〔2015〕45号",
        "2015-10-30 None None",
    ),
    "seeds/003.txt": ("技術標準優化發展實施意見", "", "", "None None 2022-02-10"),
    "seeds/004.txt": (
        "青岛市“标准化+”发展规划(2016-2020年)",
        "青岛市人民政府办公厅",
        "青政办发〔2017〕14号",
        "2017-02-24 None 2017-02-24",
    ),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", SEEDS)
def test_real_texts_are_described(name: str, shared: Path) -> None:
    """Title, issuer, number and the three days as a person reads them."""
    found = described((shared / name).read_text())
    days = f"{found.date_signed} {found.date_issued} {found.date_published}"
    assert (found.title, found.issuer, found.number, days) == SEEDS[name]


@pytest.mark.shared
def test_an_announced_attachment_that_does_not_follow_is_known(shared: Path) -> None:
    """The breakdown of tasks of the second seed is announced and missing."""
    found = described((shared / "seeds/001.txt").read_text())
    assert [(one.title, one.present) for one in found.attachments] == [
        ("廣東省國家標準化綜合改革試點建設方案任務分解表", False)
    ]
    assert [one.number for one in found.basis] == ["國辦函〔2018〕25號"]
