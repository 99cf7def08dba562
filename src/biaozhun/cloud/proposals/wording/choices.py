"""What the choices of drafting are called on the forms of the slice."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.drafting.models import Field, Procedure, Regime

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
    Procedure.NORMAL: pgettext_lazy("procedure", "一般程序"),
    Procedure.PRIORITY: pgettext_lazy("procedure", "优先程序"),
    Procedure.EMERGENCY: pgettext_lazy("procedure", "应急程序"),
}
