"""What each finding of a draft says and advises, in Chinese."""

from typing import Final

ADVICE: Final[dict[str, str]] = {
    # elements
    "nothing_read": "没有读出章条。请用标准编写模板的样式，或检查章条编号。",
    "foreword_missing": "缺少前言。前言是必备要素（GB/T 1.1—2020，8.3）。",
    "scope_missing": "缺少“范围”一章。范围是必备要素，应设为第1章。",
    "references_missing": "缺少“规范性引用文件”一章。没有引用文件时也要设这一章，"
    "写“本文件没有规范性引用文件。”",
    "terms_missing": "缺少“术语和定义”一章。没有术语时也要设这一章，"
    "写“本文件没有需要界定的术语和定义。”",
    "core_missing": "没有核心技术要素：第3章之后没有规定内容的章。",
    "scope_application_missing": "范围里没有说明适用界限。请写明“本文件适用于…”。",
    "drafting_rule_unsaid": "前言里没有说明起草规则。请写“本文件按照GB/T 1.1—2020《标准化工作导则"
    "　第1部分：标准化文件的结构和起草规则》的规定起草。”",
    "lead_in_missing": "“规范性引用文件”一章没有引导语。请用GB/T 1.1—2020的引导语。",
    "lead_in_outdated": "引导语是GB/T 1.1—{instead}的写法。请换成GB/T 1.1—2020的引导语："
    "“下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。…”",
    # words
    "must_for_shall": "“{fragment}”宜改为“{instead}”。要求用“应”，不用“必须”“须”"
    "（GB/T 1.1—2020，附录C）。",
    "shall_not_wording": "“{fragment}”宜改为“{instead}”。否定的要求用“不应”，不用“不得”“严禁”。",
    "may_not_wording": "“{fragment}”宜改为“{instead}”。表示不允许时用“不应”，不用“不可”。",
    "can_for_may": "这里表示允许，“{fragment}”宜改为“{instead}”。“能”只用来陈述能力。",
    # requirements where none stands
    "requirement_in_foreword": "前言是资料性要素，不写要求。请移到正文，或改为陈述。",
    "requirement_in_introduction": "引言是资料性要素，不写要求。请移到正文，或改为陈述。",
    "requirement_in_scope": "范围只陈述本文件的对象和适用界限，不写要求。请移到有关章条。",
    "requirement_in_note": "注只给出说明，不写要求。请移到条文，或改为陈述。",
    "requirement_in_example": "示例只给出说明，不写要求。请移到条文，或改为陈述。",
    "requirement_in_footnote": "条文脚注只给出说明，不写要求。请移到条文，或改为陈述。",
    "requirement_in_informative_annex": "资料性附录不写要求。请改为规范性附录，或改为推荐、陈述。",
    # references
    "undated_clause": "引用了具体章条，应注日期：{fragment}。版本更新后章条号可能变动。",
    "reference_unlisted": "文中规范性引用了{fragment}，“规范性引用文件”一章没有列出。",
    "reference_unused": "“规范性引用文件”列出了{fragment}，文中没有规范性引用。"
    "请删去，或移到参考文献。",
    "reference_dating_differs": "{fragment}：文中与“规范性引用文件”的注日期方式不一致"
    "（清单里是{instead}）。",
    "reference_dead": "{fragment}{instead}。请核对，换用现行的标准或说明理由。",
    "number_form": "“{fragment}”不是正确的标准编号写法。请写成GB/T 1.1—2020的样子。",
    # what nobody points to
    "annex_uncited": "附录{instead}在正文中没有提及。每个附录都要在条文中指明。",
    "annex_kind_missing": "附录{instead}没有写明是规范性还是资料性。",
    "table_uncited": "表{instead}在条文中没有提及。每个表都要在条文中指明。",
    "figure_uncited": "图{instead}在条文中没有提及。每幅图都要在条文中指明。",
    # shape
    "hanging_paragraph": "悬置段：{instead}的标题与第一个下级条之间有段落，引用时会不清楚。"
    "请给这些段落设条号，例如“一般要求”。",
    "single_subclause": "{instead}只有一个下级条。同一层次有两个以上的条时才设条。",
    # what a standard does not set
    "calls_itself_mandatory": "地方标准是推荐性标准，不能自称强制执行。请删去这种说法。",
    "sets_licence": "标准不能设定行政许可或市场准入条件。请删去。",
    "sets_fee": "标准不能设定收费。请删去。",
    "sets_prize": "标准不能设定奖励资格、评比达标。请删去。",
    "sets_certification": "标准不能设定强制的认证、检验。请删去。",
    "sets_qualification": "请斟酌：标准不宜设定人员资格、资质的准入条件。",
}
