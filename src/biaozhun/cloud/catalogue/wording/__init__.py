"""What codes are called on a page, in the reader's language; Chinese is the source language.

Terms follow the glossary. A code without a word here is a fault of the program and raises
``KeyError``: a page never shows a code it cannot name.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATUS = {
    "in_force": _("现行"),
    "upcoming": _("即将实施"),
    "partly_replaced": _("部分代替"),
    "replaced": _("被代替"),
    "withdrawn": _("废止"),
    "suspended": _("暂缓实施"),
    "renumbered": _("编号变更"),
    "not_yet_published": _("尚未发布"),
    "unknown": _("不详"),
}

FAMILY = {
    "national": _("国家标准"),
    "sector": _("行业标准"),
    "local": _("地方标准"),
    "association": _("团体标准"),
    "enterprise": _("企业标准"),
    "construction": _("工程建设标准"),
    "metrology": _("计量技术规范"),
    "military": _("国家军用标准"),
    "sample": _("国家标准样品"),
    "regulation": _("规范性文件"),
    "international": _("国际标准"),
    "foreign": _("国外标准"),
}

NATURE = {
    "mandatory": _("强制性"),
    "recommended": _("推荐性"),
    "guidance": _("指导性技术文件"),
}

NATURE_WORD = {
    **NATURE,
    "partly_mandatory": _("部分条文强制"),
    "voluntary": _("非强制"),
}
"""What sources say of the nature; more than a number can."""

NATURE_RULE = {
    "number": _("按编号所带的标记"),
    "decided": _("按编目员的核定或规则"),
    "stated": _("编号不带性质标记，按来源所述"),
    "silent": _("编号不带性质标记，也没有来源说明"),
    "disagree": _("编号不带性质标记，来源说法不一"),
    "day_unknown": _("没有来源写明哪一天改号"),
    "days_differ": _("来源写明的改号日期不一"),
    "before_law": _("当时的编号不带性质标记"),
}

NATURE_CLASH = {
    "denied": _("有来源的说法与编号不符，以编号为准"),
    "off_day": _("有来源的说法与编号相符，但与所见之日不符，以写明的日期为准"),
    "sources_disagree": _("编号不带性质标记，来源说法不一"),
    "days_differ": _("来源写明的改号日期不一，其间的性质不详"),
    "several_former": _("写明的原编号不止一个，只沿一个往前查"),
    "several_latter": _("写明的新编号不止一个，只沿一个往后查"),
    "returns": _("写明的改号绕回了已经改掉的编号，已略去"),
    "out_of_order": _("写明的改号日期先后颠倒，或早于发布"),
}

FIELD = {
    "title_zh": _("中文名称"),
    "title_en": _("英文名称"),
    "title_fr": _("法文名称"),
    "published": _("发布日期"),
    "published_text": _("发布时间"),
    "in_force": _("实施日期"),
    "withdrawn": _("废止日期"),
    "suspended": _("暂缓实施日期"),
    "resumed": _("恢复实施日期"),
    "reviewed": _("复审日期"),
    "status": _("状态"),
    "issuing_body": _("发布单位"),
    "sector_department": _("行业主管部门"),
    "proposing_body": _("提出单位"),
    "jurisdiction_body": _("归口单位"),
    "committee": _("技术委员会"),
    "drafting_units": _("起草单位"),
    "drafters": _("起草人"),
    "filing_number": _("备案号"),
    "ics": _("ICS 分类"),
    "ccs": _("中国标准分类"),
    "industry": _("国民经济行业"),
    "nature": _("性质"),
    "stage": _("阶段"),
    "doctype": _("文件类别"),
    "edition": _("版次"),
    "edition_label": _("版次"),
    "language": _("语种"),
    "summary": _("摘要"),
    "keywords": _("关键词"),
    "tags": _("政策领域"),
    "relations": _("与其他标准的关系"),
    "documents": _("文本"),
}

FACET = {
    "level": _("层级"),
    "nature": _("性质"),
    "status": _("状态"),
    "ics": _("ICS 领域"),
    "ccs": _("中国标准分类"),
    "industry": _("国民经济行业"),
    "issuer": _("发布单位"),
    "jurisdiction": _("归口单位"),
    "region": _("地区"),
    "published_year": _("发布年份"),
    "in_force_year": _("实施年份"),
}

SORT = {
    "relevance": _("相关程度"),
    "date": _("发布日期"),
    "number": _("标准编号"),
}

DOCUMENT = {
    "text": _("标准文本"),
    "translation": _("译本"),
    "illustrated_guide": _("图解"),
}

READING = {
    "open": _("公开，可直接阅读"),
    "metadata": _("只公开题录"),
    "closed": _("文本不公开"),
    "unknown": _("阅读权限不详"),
}

DEGREE = {
    "IDT": _("等同采用"),
    "MOD": _("修改采用"),
    "NEQ": _("非等效（只是对应，不是采用）"),
    "EQV": _("等效采用（2001 年前的标记）"),
    "REF": _("参照（2001 年前的标记）"),
}

RULE = {
    "draft": _("只见到草案或计划项目"),
    "not_published": _("这一天在发布之前"),
    "published": _("已发布，尚未到实施日期"),
    "nothing_stated": _("没有来源写明日期，也没有来源在某一天给出状态"),
    "start_stated": _("按来源写明的实施日期"),
    "start_seen": _("没有写明实施日期，有来源显示为现行"),
    "start_renumbered": _("自编号变更之日起以此编号施行"),
    "start_unknown": _("已发布，但没有来源说明何时实施、是否实施"),
    "start_disagrees": _("写明的实施日期早于发布日期，从发布之日算起"),
    "end_stated": _("按写明的废止日期"),
    "end_renumbered": _("文本以另一编号继续有效"),
    "end_replaced": _("代替它的版本已经实施"),
    "end_inferred": _("同一标准的较新版本已经实施；没有来源写明代替关系，属推定"),
    "end_seen": _("终止日期不详，有来源显示已终止"),
    "end_day_unknown": _("有来源说已终止，但没有写明日期"),
    "end_doubted": _("有来源写明被另一标准代替，但此后仍有来源显示现行"),
    "sightings_disagree": _("同一天里，一个来源显示现行，另一个显示已终止"),
    "partly": _("有一部分已被现行版本代替，其余仍然有效"),
    "suspended": _("已暂缓实施"),
}

CLASH = {
    "in_force_before_published": _("写明的实施日期早于发布日期，其间状态不详"),
    "ended_before_published": _("写明的终止日期不晚于发布日期，不予采信"),
    "ended_before_start": _("写明的终止日期早于实施日期"),
    "in_force_seen_early": _("有来源在写明的实施日期之前就显示现行，以写明的日期为准"),
    "in_force_seen_late": _("有来源在写明的终止日期之后仍显示现行，以写明的日期为准"),
    "ended_seen_early": _("有来源在写明的终止日期之前就显示终止，以写明的日期为准"),
    "upcoming_seen_late": _("有来源在写明的实施日期之后仍显示即将实施，以写明的日期为准"),
    "ended_seen_before_alive": _("一个来源显示已终止，较晚一次所见显示仍有效，以较晚的为准"),
    "seen_both_ways": _("同一天的来源既有现行也有终止，状态不详"),
    "newer_edition_held": _("较新版本已经实施，仍有来源显示本版现行，以来源所述为准"),
    "successors_differ": _("几个代替它的版本实施日期不同，最后一个实施之前算部分代替"),
    "replacement_days_differ": _("写明的代替日期早于新版实施，以较晚的日期为准"),
    "partly_undated": _("部分代替没有写明日期"),
    "succeeds_itself": _("有来源写明它代替自己，已略去"),
    "ended_before_renumbered": _("写明的终止日期早于编号变更，以编号变更为准"),
    "resumed_before_suspended": _("恢复实施早于暂缓实施，或未写明暂缓，已略去"),
    "in_force_seen_suspended": _("暂缓实施期间有来源显示现行，以暂缓为准"),
}

RELATION = {
    "replaces": _("代替"),
    "replaces:of": _("被代替于"),
    "renumbered_from": _("原编号"),
    "renumbered_from:of": _("改号为"),
    "revises:of": _("正在修订它的项目"),
    "revises": _("修订"),
    "amends": _("修改"),
    "amends:of": _("修改它的文件"),
    "corrects": _("勘误"),
    "corrects:of": _("勘误它的文件"),
    "corresponds": _("对应的国际、国外标准"),
    "corresponds:of": _("与它对应的标准"),
    "joint": _("并列编号"),
    "joint:of": _("并列编号"),
    "translates": _("译自"),
    "translates:of": _("译本"),
    "cites": _("规范性引用"),
    "cites:of": _("引用它的标准"),
}
"""Headings of relations, in reading order; ``:of`` where the edition is the object."""

ANNOUNCEMENT = {
    "publish": _("发布标准"),
    "withdraw": _("废止标准"),
    "renumber": _("变更编号"),
    "amend": _("修改标准"),
    "review": _("复审结论"),
    "filing": _("备案"),
}

LANGUAGE = {
    "zh": pgettext_lazy("language of a text", "中文"),
    "en": pgettext_lazy("language of a text", "英文"),
    "fr": pgettext_lazy("language of a text", "法文"),
    "ru": pgettext_lazy("language of a text", "俄文"),
    "de": pgettext_lazy("language of a text", "德文"),
    "ja": pgettext_lazy("language of a text", "日文"),
    "es": pgettext_lazy("language of a text", "西班牙文"),
}

NOTE = {
    "read_as_number": _("读作标准编号"),
    "read_as_field": _("读作字段"),
    "read_as_period": _("读作日期范围"),
    "field_unknown": _("没有这个字段，当作普通词查找"),
    "field_empty": _("字段后面没有内容，已略去"),
    "value_unknown": _("这个字段没有这个值，当作普通词查找"),
    "date_unreadable": _("日期读不懂，已略去"),
    "period_reversed": _("起止日期颠倒，已对调"),
    "quote_unclosed": _("引号没有关上，读到末尾为止"),
    "digits_foreign": _("这些数字不是 0 到 9，只当作普通词查找；编号里请写"),
    "ignored": _("没有可查的内容，已略去"),
    "too_long": _("查询太长，只读了开头一段"),
    "loosened": _("没有原样的字词，按字词相近查得"),
}


FAULT = {
    "number_format": _("画线的部分不符合任何一类标准编号的写法。"),
    "number_incomplete": _("只有代号，后面缺少顺序号。"),
    "number_trailing": _("编号后面还有不属于编号的文字，见画线的部分。"),
    "number_year": _("画线的部分不可能是这类标准的年份号。"),
    "number_unknown_prefix": _("没有使用这个代号的标准。"),
    "number_unknown_region": _("没有发布地方标准的地区使用这个代码。"),
}


REJECTION = {
    "amendment_unnumbered": _("修改单没有自己的编号"),
    "binary_file": _("读到的不是文本"),
    "entities_refused": _("文件里自己定义了实体，为安全起见不读"),
    "no_number_column": _("没有哪一列是标准编号"),
    "signed_file": _("文件有电子签名，改动会使签名失效"),
    "statement_refused": _("别处送来的陈述读不出来"),
    "broken_file": _("文件从这里起读不出来"),
    "broken_json": _("这一行的 JSON 不完整"),
    "broken_row": _("这一行读不出来"),
    "broken_yaml": _("这一条的 YAML 写法有误"),
    "changed_file": _("文件已不是检查过的那一份"),
    "compression_bomb": _("压缩的文件展开后大得不合理"),
    "empty_file": _("文件是空的"),
    "empty_folder": _("文件夹里没有 YAML 文件"),
    "encrypted_file": _("文件加了密"),
    "isbn": _("书号不是标准编号"),
    "line_too_long": _("这一行太长"),
    "nested_too_deep": _("这一行嵌套太深"),
    "no_number": _("这一行没有标准编号"),
    "no_text": _("文件里只有图片，没有文字"),
    "not_a_file": _("这不是一个文件"),
    "not_an_object": _("这一行不是一个对象"),
    "number_format": _("标准编号的写法不属于任何一类"),
    "number_incomplete": _("标准编号只有代号，缺少顺序号"),
    "number_too_long": _("标准编号太长"),
    "number_trailing": _("标准编号后面有多余的文字"),
    "number_unknown_prefix": _("没有使用这个代号的标准"),
    "number_unknown_region": _("没有发布地方标准的地区使用这个代码"),
    "number_year": _("标准编号的年份号不可能"),
    "packed_file": _("这种压缩包打不开"),
    "reader_killed": _("读文件的程序中途停了"),
    "reader_memory": _("读文件用的内存太多，已经停下"),
    "reader_timeout": _("读文件用的时间太长，已经停下"),
    "row_refused": _("这一行没有说明是哪一个版本"),
    "row_unread": _("这一行读不出来"),
    "too_large": _("这一行太大"),
    "too_long": _("标准编号太长"),
    "too_many_aliases": _("这一条的 YAML 引用太多或互相嵌套"),
    "too_many_cells": _("这一行的格子比表头多"),
    "too_many_columns": _("表格的列太多"),
    "too_many_rows": _("表格的行太多"),
    "truncated_file": _("文件到这里就断了"),
    "unexpected_form": _("标准编号的位置上不是一段文字"),
    "unreadable_file": _("文件打不开"),
    "unsupported_format": _("不支持这种文件"),
    "wrong_encoding": _("这一行的字符编码不对"),
}
"""Why a row was rejected; its message in English stands beside."""

FINDING = {
    "adoption_unclear": _("看不出采用程度说的是哪一个编号"),
    "bad_date": _("不是日历上的日期，没有采用"),
    "bad_document": _("文本的说明读不懂，没有采用"),
    "bad_relation": _("与其他标准的关系读不懂，没有采用"),
    "bad_truth_value": _("应写是或否，没有采用"),
    "ccs_industry": _("这是国民经济行业代码，不是中国标准分类号，没有采用"),
    "ccs_malformed": _("不是中国标准分类号，没有采用"),
    "ccs_unknown": _("中国标准分类里没有这一类，照写保留"),
    "control_characters": _("夹有看不见的控制字符，已去掉"),
    "conversion_unclear": _("强制性转为推荐性，但看不出是哪一个编号"),
    "ics_malformed": _("不是 ICS 分类号，没有采用"),
    "ics_mended": _("ICS 分类号被电子表格改成了数字，已还原"),
    "ics_unknown": _("ICS 里没有这个分类号，照写保留"),
    "implausible_date": _("没有哪项标准会有这样的日期，没有采用"),
    "imprecise_date": _("只有年或月，不是某一天，没有采用"),
    "in_force_before_published": _("实施日期早于发布日期，照写保留"),
    "industry_malformed": _("不是国民经济行业代码，没有采用"),
    "industry_unknown": _("国民经济行业分类里没有这个代码，没有采用"),
    "issuer_cut": _("单位名称被来源截断，后面可能还有别的单位"),
    "more_findings": _("这一行的问题太多，没有全部列出"),
    "nature_contradiction": _("所写的性质与编号的标记不符，两者都保留"),
    "not_a_body": _("单位的位置上是一句话，没有采用"),
    "not_a_replacement": _("代替一栏写的是别的事，没有采用"),
    "number_split": _("编号在代号后面断成两格，已接上"),
    "placeholder_date": _("这个日期在来源里表示“不详”，没有采用"),
    "relation_number": _("相关的编号读不懂，没有采用"),
    "relation_to_itself": _("写成与自己有关系，没有采用"),
    "relation_unstated": _("没有说明与这个编号是什么关系，没有采用"),
    "remark": _("备注只随来源的原始行保存"),
    "replacement_backwards": _("从年份号看，代替关系写反了，没有采用"),
    "replaces_itself": _("写成代替自己，没有采用"),
    "second_value": _("另一栏已经写了不同的值，以先读到的为准"),
    "status_contradiction": _("两栏的状态互相矛盾"),
    "text_cut": _("文字被来源截断，最后一段没有采用"),
    "too_long": _("内容长得不合理，没有采用"),
    "unclosed_quote": _("引号在这一行没有关上，已略去引号，后面的行照常读入"),
    "unexpected_form": _("应是一段文字，却是列表或对象，没有采用"),
    "unknown_column": _("没有与这一栏对应的项目，只随来源的原始行保存"),
    "unknown_degree": _("不是采用程度，没有采用"),
    "unknown_nature": _("不认识这个性质，没有采用"),
    "unknown_review_result": _("不认识这个复审结论，没有采用"),
    "unknown_stage": _("不认识这个阶段，照写保留"),
    "unknown_status": _("不认识这个状态，没有采用"),
    "withdrawal_notice": _("代替一栏写的是废止，没有采用"),
    "withdrawn_before_in_force": _("废止日期早于实施日期，照写保留"),
    "withdrawn_before_published": _("废止日期早于发布日期，照写保留"),
}
"""What became of a value that was not taken as it stands; its row went in."""

CELL = {
    "number": _("标准编号"),
    "number_and_title": _("编号和名称"),
    "printed": _("原样编号"),
    "validity": _("有效性"),
    "review_result": _("复审结论"),
    "adoption_degree": _("采用程度"),
    "announcement": _("公告"),
    "url": _("网址"),
    "external_id": _("来源的编号"),
    "seen": _("所见日期"),
    "remark": _("备注"),
    "invented": _("虚构"),
    "is_mandatory": _("是否强制性"),
    "replacement": _("代替情况"),
    "replaces": _("代替"),
    "replaces_partly": _("部分代替"),
    "replaced_by": _("被代替"),
    "amends": _("修改"),
    "amended_by": _("修改它的文件"),
    "corrects": _("勘误"),
    "corrected_by": _("勘误它的文件"),
    "adopts": _("对应的国际、国外标准"),
    "adopted_by": _("与它对应的标准"),
    "cites": _("规范性引用"),
    "cited_by": _("引用它的标准"),
    "translates": _("译自"),
    "joint": _("并列编号"),
    "renumbered_from": _("原编号"),
    "renumbered_to": _("改号为"),
    "revises": _("修订"),
    "revised_by": _("正在修订它的项目"),
}
"""What a cell of a source was read as, where that is no field of an edition."""


def written(words: Mapping[str, Promise | str], code: str) -> str:
    """The word for a code that a source states and that may be new: the code itself if so."""
    return str(words.get(code, code))
