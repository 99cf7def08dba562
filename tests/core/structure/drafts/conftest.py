"""A draft in lines, and the makings of others."""

from collections.abc import Sequence

from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, TextBlock

LEAD_IN = (
    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，"
    "仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。"
)
TABLE = "|"  # cells of a row are parted by it


def blocks(lines: Sequence[str]) -> BlockText:
    """A file whose paragraphs are these lines; one with ``|`` is a row of a table.

    A line that begins with ``#`` has the style of a heading, of as many levels as there are; one
    with ``^`` stands at the foot.
    """
    text, found, table, row = "", [], 0, 0
    for line in lines:
        if TABLE not in line:
            words = line.lstrip("#^").removeprefix(" ") if line[:1] in {"#", "^"} else line
            level = len(line) - len(line.lstrip("#"))
            found.append(
                TextBlock(
                    start=len(text),
                    end=len(text) + len(words),
                    kind=BlockKind.HEADING if level else BlockKind.PARAGRAPH,
                    level=level,
                    part=Part.FOOTNOTE if line.startswith("^ ") else Part.BODY,
                )
            )
            text, row = f"{text}{words}\n", 0
            continue
        table, row = table + (row == 0), row + 1
        for column, cell in enumerate(line.split(TABLE), start=1):
            found.append(
                TextBlock(
                    start=len(text),
                    end=len(text) + len(cell),
                    kind=BlockKind.CELL,
                    table=table,
                    row=row,
                    column=column,
                )
            )
            text += f"{cell}\n"
    return BlockText(text=text, blocks=tuple(found))


DRAFT = (
    "ICS 67.140.10",
    "DB44/T 12—2026",
    "代替DB44/T 12—2018",
    "某某茶加工技术规程",
    "目次",
    "前言 …………………… I",
    "1 范围 …………………… 1",
    "4 要求",
    "前言",
    "本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。",
    (
        "本文件代替DB44/T 12—2018《某某茶加工技术规程》，与DB44/T 12—2018相比，"
        "除结构调整和编辑性改动外，主要技术变化如下："
    ),
    "a）更改了摊放的要求（见5.1，2018年版的4.1）；",
    "b）增加了追溯的要求（见第6章、附录A）；",
    "c）删除了手工炒制（见2018年版的4.3和表2）。",
    "请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
    "本文件由某省农业农村厅提出并归口。",
    "引言",
    "本文件的目的是提高加工质量。",
    "某某茶加工技术规程",
    "1　范围",
    "本文件规定了某某茶加工的要求和试验方法。",
    "本文件适用于某某茶的加工。",
    "2　规范性引用文件",
    LEAD_IN,
    "GB 5749　生活饮用水卫生标准",
    "GB/T 8302—2013　茶　取样",
    "3　术语和定义",
    "下列术语和定义适用于本文件。",
    "3.1",
    "摊放　spreading",
    "将茶青薄摊散失水分的过程。",
    "4　要求",
    "4.1　场所",
    "4.1.1 加工场所应清洁。",
    "4.1.2 加工用水应符合GB 5749的规定。",
    "4.2　人员",
    "操作人员应：",
    "a）佩戴手套；",
    "b）每年体检。",
    "注：体检项目见附录B。",
    "5　加工",
    "5.1　摊放",
    "摊放厚度宜为3 cm，指标见表1。",
    "表1　摊放指标",
    "项目|指标",
    "时间|4 h",
    "5.2　炒制",
    "温度按公式（1）计算，流程见图1。",
    "t = a + b ……………（1）",
    "图1　流程",
    "示例：",
    "锅温200 ℃。",
    "6　检验",
    "按GB/T 8302—2013中5.2的规定取样，方法见附录A。",
    "附录A",
    "（规范性）",
    "检验方法",
    "A.1　步骤",
    "称取5 g试样。",
    "A.2　计算",
    "结果保留两位小数。",
    "附录B（资料性）体检项目",
    "表B.1给出了项目。",
    "表B.1　项目",
    "名称|周期",
    "参考文献",
    "[1] GB/T 14456 绿茶",
)
"""A draft by GB/T 1.1-2020 with nothing wrong in it."""
