"""Parameters that figures of several slices are asked with."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.metrics.registry import Kind, Parameter

YEARS: Final = Parameter(
    name="years", kind=Kind.YEARS, words=_("年份"), hint=_("一年或一段，如 2016-2020")
)
LEVEL: Final = Parameter(name="level", kind=Kind.LEVEL, words=_("标准层级"))
NATURE: Final = Parameter(name="nature", kind=Kind.NATURE, words=_("标准性质"))
DIVISION: Final = Parameter(
    name="division",
    kind=Kind.DIVISION,
    words=_("地区"),
    hint=_("地方标准编号里的省或市代码，如 44、4403"),
)
ISSUER: Final = Parameter(
    name="issuer", kind=Kind.ISSUER, words=_("发布机构"), hint=_("名称中的几个字即可")
)
CODE: Final = Parameter(
    name="code", kind=Kind.TEXT, words=_("代号"), hint=_("标准编号的代号，如 GB/T、DB44/T、T/ZZB")
)
