"""What the choices of drafting are called on the forms of the slice."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Field, Procedure, Regime
from biaozhun.cloud.screening.models import FairCompetitionReview

KIND: Final[dict[str, str | Promise]] = {
    "new": pgettext_lazy("project", "制定"),
    "revision": pgettext_lazy("project", "修订"),
}
FIELD: Final[dict[str, str | Promise]] = {
    Field.AGRICULTURE: pgettext_lazy("field", "农业"),
    Field.INDUSTRY: pgettext_lazy("field", "工业"),
    Field.SERVICES: pgettext_lazy("field", "服务业"),
    Field.SOCIAL: pgettext_lazy("field", "社会事业"),
}
REGIME: Final[dict[str, str | Promise]] = {
    Regime.GENERAL: pgettext_lazy("regime", "一般地方标准"),
    Regime.GUIDANCE: pgettext_lazy("regime", "标准化指导性技术文件"),
    Regime.ENVIRONMENT: pgettext_lazy("regime", "环境保护"),
    Regime.FOOD: pgettext_lazy("regime", "食品安全"),
    Regime.CONSTRUCTION: pgettext_lazy("regime", "工程建设"),
}
PROCEDURE: Final[dict[str, str | Promise]] = {
    Procedure.NORMAL: pgettext_lazy("procedure", "普通程序"),
    Procedure.PRIORITY: pgettext_lazy("procedure", "优先程序"),
    Procedure.EMERGENCY: pgettext_lazy("procedure", "应急程序"),
}
GROUP: Final[dict[str, str | Promise]] = {
    "entry": pgettext_lazy("fair competition", "市场准入和退出"),
    "flow": pgettext_lazy("fair competition", "商品、要素自由流动"),
    "costs": pgettext_lazy("fair competition", "影响生产经营成本"),
    "conduct": pgettext_lazy("fair competition", "影响生产经营行为"),
}
REVIEW: Final[dict[str, str | Promise]] = {
    FairCompetitionReview.Conclusion.COMPLIES: pgettext_lazy("fair competition", "符合"),
    FairCompetitionReview.Conclusion.AFTER_CHANGE: pgettext_lazy("fair competition", "修改后符合"),
    FairCompetitionReview.Conclusion.FAILS: pgettext_lazy("fair competition", "不符合"),
    FairCompetitionReview.Conclusion.NOT_APPLICABLE: pgettext_lazy(
        "fair competition", "不涉及经营者"
    ),
}
