"""What the codes of the slice are called, and figures in sentences."""

from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.metrics.models import Schedule
from biaozhun.cloud.metrics.queries.figures import Asked
from biaozhun.cloud.metrics.registry import Kind, MetricError, Parameter
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.classification.division import name as division_name
from biaozhun.core.number import Family, Nature

LEVEL = {
    Family.NATIONAL: _("国家标准"),
    Family.SECTOR: _("行业标准"),
    Family.LOCAL: _("地方标准"),
    Family.ASSOCIATION: _("团体标准"),
    Family.ENTERPRISE: _("企业标准"),
    Family.CONSTRUCTION: _("工程建设标准"),
    Family.METROLOGY: _("计量技术规范"),
    Family.MILITARY: _("国家军用标准"),
    Family.SAMPLE: _("国家标准样品"),
    Family.REGULATION: _("规范性文件"),
    Family.INTERNATIONAL: _("国际标准"),
    Family.FOREIGN: _("国外标准"),
}
NATURE = {
    Nature.MANDATORY: _("强制性"),
    Nature.RECOMMENDED: _("推荐性"),
    Nature.GUIDANCE: _("指导性技术文件"),
}
SCHEDULE = {
    Schedule.MONTHLY: _("每月"),
    Schedule.QUARTERLY: _("每季度"),
    Schedule.YEARLY: _("每年"),
}
SOURCE = {
    "catalogue": _("标准目录"),
    "validity": _("标准查新"),
    "plans": _("规划与任务"),
    "rounds": _("调度"),
    "assessment": _("督导考核"),
    "organisations": _("单位与协调机制"),
    "adoption": _("采用国际标准"),
    "exchange": _("信息交换"),
    "holdings": _("馆藏"),
    "reviews": _("复审"),
    "texts": _("标准文本"),
    "demands": _("标准需求与立项建议"),
    "committees": _("技术委员会与专家"),
    "drafting": _("制修订项目"),
    "clocks": _("制定周期"),
    "proposals": _("立项申请"),
    "issuing": _("标准发布"),
    "green_channel": _("绿色通道"),
    "consultations": _("征求意见"),
    "technical_reviews": _("技术审查"),
    "hearings": _("听证与代表参与"),
}
REFUSED = {
    "metric_unknown": _("没有这个指标：{fragment}"),
    "metric_parameter_unknown": _("这个指标没有“{fragment}”这个参数。"),
    "metric_parameter_invalid": _("“{fragment}”不是这个参数能用的值。"),
    "metric_parameter_missing": _("还要填一个参数：{fragment}"),
}


def refusal(error: MetricError) -> str:
    """Why something cannot be asked, in the reader's language."""
    return str(REFUSED[error.code]).format(fragment=error.fragment)


def source_name(source: str) -> str:
    """What the records of a slice are called."""
    return str(SOURCE[source])


def value_words(parameter: Parameter, value: str) -> str:
    """What a value of a parameter is called."""
    match parameter.kind:
        case Kind.LEVEL:
            return gettext("、").join(str(LEVEL[Family(one)]) for one in value.split(","))
        case Kind.NATURE:
            return str(NATURE[Nature(value)])
        case Kind.CHOICE:
            return str(dict(parameter.choices)[value])
        case Kind.DIVISION:
            return f"{in_readers_writing(division_name(value))} ({value})"
        case Kind.YEAR | Kind.YEARS | Kind.ISSUER | Kind.TEXT:
            return value


def asked_words(question: Asked) -> str:
    """A metric with what it is asked with: 发布的标准（年份 2016-2020，标准层级 地方标准）."""
    told = [
        f"{parameter.words} {value_words(parameter, question.arguments.text(parameter.name))}"
        for parameter in question.metric.parameters
        if question.arguments.text(parameter.name)
    ]
    if not told:
        return str(question.metric.words)
    return gettext("{metric}（{arguments}）").format(
        metric=question.metric.words, arguments=gettext("，").join(told)
    )


def value_text(value: Decimal | None) -> str:
    """A value without needless zeros, in groups of three."""
    if value is None:
        return "—"
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", "\u202f")


QUESTION_REFUSED = {
    "question_not_yours": _("这是另一个单位的统计问题。"),
    "question_stopped": _("这个问题已经停止了。"),
}
