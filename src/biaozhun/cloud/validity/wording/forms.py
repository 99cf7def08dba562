"""What the forms of a report are called and what each is for."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.validity.wording import Words

FORM: Words = {
    "docx": _("检查报告（Word）"),
    "xlsx": _("检查报告（Excel）"),
    "html": _("检查报告（网页）"),
    "annotated": _("原文加批注（Word）"),
    "workbook": _("原表加状态列"),
    "confirmation": _("标准有效性确认表"),
    "controlled": _("外来文件受控清单"),
    "cards": _("标准变更卡"),
}

ABOUT: Words = {
    "docx": _("结论、检索范围、逐条结果，留有盖章处。"),
    "xlsx": _("同样的内容，可筛选。"),
    "html": _("一个文件，可打印、可邮寄。"),
    "annotated": _("您的原文，每处引用旁有批注，别的都不动。"),
    "workbook": _("您的原表，只在后面加几列。"),
    "confirmation": _("审核员要的表，一行一项。"),
    "controlled": _("质量体系用；您的表里有受控号、持有部门、上次查新等列的，一并带上。"),
    "cards": _("每项被代替或废止的标准一张：由什么代替、哪天起、要做什么。"),
}
