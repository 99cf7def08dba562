"""What the ways of browsing and their places are called, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.catalogue.forms.filters import code_title, region_name

DIMENSION = {
    "level": _("按层级"),
    "nature": _("按性质"),
    "status": _("按状态"),
    "ics": _("按 ICS 分类"),
    "ccs": _("按中国标准分类"),
    "industry": _("按国民经济行业"),
    "region": _("按地区"),
    "issuer": _("按发布单位"),
    "committee": _("按归口单位、技术委员会"),
    "year": _("按发布年份"),
}

ABOUT = {
    "level": _("国家、行业、地方、团体、企业标准，以及国际和国外标准；每一层级再按代号分。"),
    "nature": _("强制性标准必须执行；推荐性标准自愿采用；指导性技术文件供参考。"),
    "status": _("各状态的标准各有多少，状态按今天计算。"),
    "ics": _("国际标准分类法：40 个领域，其下是组和分组。"),
    "ccs": _("中国标准文献分类法：24 个大类，其下是两位数字的类目。"),
    "industry": _("国民经济行业分类（GB/T 4754）：门类、大类、中类、小类。"),
    "region": _("发布地方标准的省、自治区、直辖市及其城市。"),
    "issuer": _("批准并发布标准的机构，照来源所写。"),
    "committee": _("归口的技术委员会、部门或单位；来源没有写归口单位的，按技术委员会计。"),
    "year": _("按发布日期所在的年份。"),
}

ORDER = {"count": _("按数量"), "name": _("按名称")}

CHANGE = {
    "published": _("新发布"),
    "in_force": _("开始实施"),
    "upcoming": _("即将实施"),
    "amended": _("发布修改单、勘误"),
    "replaced": _("被代替、改号"),
    "withdrawn": _("废止"),
    "recorded": _("本馆新收录"),
}

CHANGE_ABOUT = {
    "published": _("发布日期在这段时间里。"),
    "in_force": _("实施日期在这段时间里。"),
    "upcoming": _("这段时间之后 30 天内开始实施。"),
    "amended": _("修改单和勘误，发布日期在这段时间里。"),
    "replaced": _("代替它的版本在这段时间里开始实施，或编号在这段时间里变更；按编号排列。"),
    "withdrawn": _("废止日期在这段时间里，没有标准代替它；按编号排列。"),
    "recorded": _("这段时间里第一次见于本馆的来源。"),
}

FORM = {
    "ics": _("ICS 代号写作 13、13.020 或 13.020.10。"),
    "ccs": _("中国标准分类号写作 A、A12 或 A10/19。"),
    "industry": _("行业代码写作 C、13、131 或 1311。"),
    "region": _("地区代码是两位（省）或四位（市）数字，例如 44、4401。"),
}


def value_title(dimension: str, code: str) -> str:
    """What a value of a dimension without a tree is called."""
    match dimension:
        case "level":
            return wording.written(wording.FAMILY, code)
        case "nature":
            return wording.written(wording.NATURE, code)
        case "status":
            return wording.written(wording.STATUS, code)
        case _:
            return code


def node_title(scheme: str, code: str) -> str:
    """What a code of a tree stands for; empty where no table says it."""
    return region_name(code) if scheme == "region" else code_title(scheme, code)
