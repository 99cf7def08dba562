"""What the codes of the slice are called."""

from decimal import Decimal

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.metrics.queries.figures import asked
from biaozhun.cloud.metrics.registry import MetricError
from biaozhun.cloud.metrics.wording import asked_words
from biaozhun.cloud.plans.models import Target
from biaozhun.cloud.plans.wording.goals import with_unit
from biaozhun.cloud.targets.models import Part, Serving, TargetBinding
from biaozhun.cloud.targets.queries.standing import question_of
from biaozhun.core.policy.standing import Light, Reason

LIGHT = {
    Light.MET: pgettext_lazy("light", "已达到"),
    Light.ON_TRACK: pgettext_lazy("light", "进展正常"),
    Light.AT_RISK: pgettext_lazy("light", "有风险"),
    Light.MISSED: pgettext_lazy("light", "未达到"),
    Light.UNKNOWN: pgettext_lazy("light", "不详"),
}
MARK = {
    Light.MET: "●",
    Light.ON_TRACK: "◐",
    Light.AT_RISK: "▲",
    Light.MISSED: "✕",
    Light.UNKNOWN: "?",
}
REASON = {
    Reason.NO_VALUE: _("还没有数值。"),
    Reason.NOTHING_RECORDED: _("平台还没有收录这方面的记录，不能说没有做。"),
    Reason.MET_ON_LAST_DAY: _("期限已过，期末的数值达到了目标。"),
    Reason.MISSED_ON_LAST_DAY: _("期限已过，期末的数值没有达到目标。"),
    Reason.LIMIT_PASSED: _("累计数已经超过上限，不会再降下来。"),
    Reason.LIMIT_HOLDS: _("还在上限之内，到期末才能定。"),
    Reason.MET_TODAY: _("现在的数值已经达到目标。"),
    Reason.AVERAGE_HOLDS: _("到现在为止的年均数达到目标，到期末才能定。"),
    Reason.AVERAGE_FALLS_SHORT: _("到现在为止的年均数低于目标。"),
    Reason.LINE_REACHES: _("按已有数值作直线推算，到期末能达到目标。"),
    Reason.LINE_FALLS_SHORT: _("按已有数值作直线推算，到期末达不到目标。"),
    Reason.TOO_FEW_VALUES: _("数值太少，看不出走势。"),
    Reason.NO_LAST_DAY: _("目标没有写明期限。"),
}
RULE = (
    _("没有数值的，为“不详”；自动统计的，平台一条记录都没有也为“不详”。"),
    _("期限已过的，看期末以前最后一个数值：达到为“已达到”，否则为“未达到”；期末以后的数值不算。"),
    _("期限未到而累计数已超过上限的，为“未达到”。"),
    _(
        "期限未到而已经达到的，为“已达到”；年均数和不得超过的累计数到期末才能定，未破之前为“进展正常”。"
    ),
    _(
        "其余按已有数值（连同基准值）作直线推算：期末能达到为“进展正常”，否则为“有风险”；年均数现在低于目标的也为“有风险”。"
    ),
    _("不同日期的数值不到两个，或者没有写明期限的，为“不详”。"),
    _("只写一个数的按“不少于”看；写成区间的从下限起算达到；“左右”允许上下百分之五。"),
)
SERVING = {
    Serving.METRIC: _("平台自动统计"),
    Serving.REPORTED: _("由单位填报"),
    Serving.LATER: _("待平台其他部分上线"),
}
PART = {
    Part.DRAFTING: _("地方标准制修订流程"),
    Part.COMMITTEES: _("标准化技术委员会"),
    Part.DECLARATIONS: _("企业标准声明公开"),
    Part.PROGRAMMES: _("试点示范与创新基地"),
    Part.TRAINING: _("标准化培训与人才"),
    Part.INTERNATIONAL: _("国际标准化活动"),
    Part.ASSOCIATIONS: _("团体标准组织"),
}
VALUE_STATE = {
    "submitted": pgettext_lazy("value", "待审核"),
    "accepted": pgettext_lazy("value", "已采纳"),
    "returned": pgettext_lazy("value", "已退回"),
}
REFUSED = {
    "target_not_yours": _("这项目标不归您填报或管理。"),
    "unit_is_no_share": _("目标是数量，这个指标算的是比例，不能对应。"),
    "unit_is_a_share": _("目标是比例，这个指标算的是数量，不能对应。"),
    "day_to_come": _("统计日期不能晚于今天。"),
    "day_taken": _("这一天已经有采纳的数值；请先退回那一个。"),
    "evidence_missing": _("请写明依据，或者附上文件、网址。"),
    "value_below_zero": _("数量不能是负数。"),
    "reason_missing": _("请写明理由。"),
    "not_for_you": _("您的角色还不能做这件事。"),
    "not_from_here": _("这个数值已经处理过了。"),
}


def value_words(target: Target, value: Decimal | None) -> str:
    """A value with the target's unit."""
    return "—" if value is None else with_unit(value, target.unit)


def served_by(binding: TargetBinding | None) -> str:
    """What serves a target, in words."""
    if binding is None:
        return gettext("尚未确定")
    match Serving(binding.serving):
        case Serving.METRIC:
            question = question_of(binding)
            return asked_words(question) if question else binding.key
        case Serving.REPORTED:
            return str(binding.reporter)
        case Serving.LATER:
            return str(PART[Part(binding.part)])


def recorded_words(told: str) -> str:
    """What the journal says served a target, in words; any other text as it stands."""
    if told in set(Part):
        return str(PART[Part(told)])
    key, _mark, pairs = told.partition("?")
    split = [pair.partition("=") for pair in pairs.split("&") if pair]
    try:
        return asked_words(asked(key, {name: value for name, _equals, value in split}))
    except MetricError:
        return told
