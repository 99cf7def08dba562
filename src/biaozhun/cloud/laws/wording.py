"""What codes are called on the pages of the register of laws."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND = {
    "law": pgettext_lazy("kind of law", "法律"),
    "regulation": pgettext_lazy("kind of law", "行政法规"),
    "department_rule": pgettext_lazy("kind of law", "部门规章"),
    "local_regulation": pgettext_lazy("kind of law", "地方性法规"),
    "local_rule": pgettext_lazy("kind of law", "地方政府规章"),
    "normative": pgettext_lazy("kind of law", "规范性文件"),
    "policy": pgettext_lazy("kind of law", "政策文件"),
}

STATE = {
    "draft": pgettext_lazy("state of a law", "未公布"),
    "upcoming": pgettext_lazy("state of a law", "尚未施行"),
    "in_force": pgettext_lazy("state of a law", "现行有效"),
    "abolished": pgettext_lazy("state of a law", "已废止"),
    "unknown": pgettext_lazy("state of a law", "日期不详"),
}

STATE_TONE = {
    "draft": "unknown",
    "upcoming": "upcoming",
    "in_force": "in_force",
    "abolished": "withdrawn",
    "unknown": "unknown",
}
"""The colour and the drawing of a state: those of a standard that stands alike."""

HAPPENING = {
    "adopted": pgettext_lazy("life of a law", "通过"),
    "published": pgettext_lazy("life of a law", "公布"),
    "in_force": pgettext_lazy("life of a law", "施行"),
    "amended": pgettext_lazy("life of a law", "修改"),
    "amended_in_force": pgettext_lazy("life of a law", "修改施行"),
    "abolished": pgettext_lazy("life of a law", "废止"),
}

RIGHT = {
    "shown": _("在本馆公开正文"),
    "linked": _("只给官方原文的链接"),
}

CONFIDENCE = {
    "read": _("已对照原文"),
    "second_hand": _("据二手资料"),
    "unchecked": _("未核对"),
}

RELATION = {
    "amends": _("修改"),
    "abolishes": pgettext_lazy("what a law does to another", "废止"),
    "replaces": pgettext_lazy("what a law does to another", "代替"),
    "implements": _("实施（依据）"),
}

CONCERNED = {
    "amends": _("被修改"),
    "abolishes": _("被废止"),
    "replaces": pgettext_lazy("what another law does to it", "被代替"),
    "implements": _("由其实施"),
}

MODE = {
    "exclusive": _("唯一方式"),
    "indicative": _("一种方式"),
    "unknown": _("未写明"),
}

MODE_ABOUT = {
    "exclusive": _("只能按这项标准满足要求（排他性引用）。"),
    "indicative": _("这项标准是满足要求的一种方式（指示性引用）。"),
    "unknown": _("从文字看不出是哪一种。"),
}

CITED_STATE = {
    "proposed": _("待核对"),
    "confirmed": _("已核对"),
    "rejected": _("不是引用"),
}

INSTRUMENT = {
    "access": _("市场准入"),
    "exit": _("市场退出"),
    "licence": _("行政许可"),
    "certification": _("认证"),
    "procurement": _("政府采购"),
    "supervision": _("监督抽查"),
}

REPLY = {
    "open": _("尚未答复"),
    "will_amend": _("将修改"),
    "not_needed": _("不必修改"),
    "done": _("已修改"),
}

FINDING = {
    "replaced": _("所引标准已被代替或改号"),
    "withdrawn": _("所引标准已废止"),
    "not_in_force": _("所引标准在这一天不施行"),
    "made_binding": _("推荐性标准因这样引用而具有强制力"),
    "association_standard": _("引用了团体标准"),
    "enterprise_standard": _("引用了企业标准"),
    "not_free_to_read": _("所引标准的文本公众不能免费阅读"),
    "undated_limit": _("句中有限值，却没有注日期"),
    "dated_newest": _("要用最新版，却注了日期"),
    "clause_undated": _("引用条款，却没有注日期"),
    "whole_for_clause": _("指的是一部分内容，却引用了整项标准"),
    "number_without_title": _("有编号，没有名称"),
    "title_without_number": _("有标准名称，没有编号"),
    "title_disagrees": _("编号与名称不符"),
    "malformed_number": _("编号写法有误"),
    "abolished_law": _("引用的法规已废止"),
}

ADVICE = {
    "replaced": _("改引现行的标准；确要用旧版的，说明理由。"),
    "withdrawn": _("不要再引用；改引仍然有效的标准，或把技术要求写进条文。"),
    "not_in_force": _("确定条文施行时它已经实施；否则写明从哪一天起按它执行。"),
    "made_binding": _(
        "请选定一种：确要唯一方式，说明理由并写“应当符合”；否则写成一种方式（GB/T 20000.3）。"
    ),
    "association_standard": _(
        "团体标准由社会团体自愿采用；确要引用的，先核实其公开情况，并宜作为一种方式。"
    ),
    "enterprise_standard": _("企业标准只约束制定它的企业，不宜作为对公众的要求。"),
    "not_free_to_read": _(
        "受约束的人应当能免费读到要求；把需要的内容写进条文，或改引可以免费阅读的标准。"
    ),
    "undated_limit": _("限值随版本变动；注明年份，或把限值写进条文。"),
    "dated_newest": _("去掉年份以指最新版；要固定这一版，就去掉“最新”“现行”等字样。"),
    "clause_undated": _("条款编号随版本变动；引用具体条款要注明年份。"),
    "whole_for_clause": _("写明是哪一条、哪张表或哪个附录，并注明年份。"),
    "number_without_title": _("第一次出现时写全：名称和编号。"),
    "title_without_number": _("补上编号；名称相近的标准不止一项。"),
    "title_disagrees": _("对照原文，改正编号或名称。"),
    "malformed_number": _("对照原文，改正编号。"),
    "abolished_law": _("改引现行的法规。"),
}
