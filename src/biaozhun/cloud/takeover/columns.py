"""The columns of a table of running projects, the words of its cells, the names of its files."""

from collections.abc import Mapping
from typing import Final

from biaozhun.cloud.drafting.models import DocumentKind, Field, Procedure, Regime

MOST_LINES: Final = 3_000
NEEDED: Final = ("plan_number", "title", "department", "stage")

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "plan_number": ("计划编号", "计划号", "项目编号", "plan_number"),
    "title": ("项目名称", "标准名称", "title"),
    "title_en": ("英文名称", "title_en"),
    "kind": ("制定或修订", "制修订", "kind"),
    "revises": ("被修订标准", "代替标准", "revises"),
    "department": ("申请部门", "提出部门", "行业主管部门", "department"),
    "committee": ("归口技术委员会", "归口单位", "committee"),
    "units": ("起草单位", "units"),
    "drafters": ("起草人", "主要起草人", "drafters"),
    "programme": ("计划文件", "计划文号", "programme"),
    "planned": ("立项日期", "计划日期", "planned"),
    "deadline": ("完成期限", "deadline"),
    "field": ("领域", "field"),
    "scope": ("范围", "适用范围", "scope"),
    "regime": ("制度", "regime"),
    "procedure": ("办理程序", "procedure"),
    "handler": ("承办人邮箱", "handler"),
    "stage": ("阶段", "当前阶段", "stage"),
    "consulted_from": ("征求意见开始", "consulted_from"),
    "consulted_to": ("征求意见截止", "consulted_to"),
    "open_comments": ("未处理意见数", "open_comments"),
    "heard": ("听证日期", "heard"),
    "checked": ("主管部门审核日期", "checked"),
    "reviewed": ("技术审查日期", "reviewed"),
    "review": ("技术审查结论", "review"),
    "number": ("标准编号", "number"),
    "approved": ("批准日期", "approved"),
    "announced": ("发布日期", "announced"),
    "in_force": ("实施日期", "in_force"),
    "note": ("说明", "note"),
}

STAGES: Final[Mapping[str, str]] = {
    "已立项": "planned",
    "立项": "planned",
    "起草": "drafting",
    "征求意见": "consulting",
    "意见处理": "settling",
    "送审": "submitted",
    "审查": "reviewing",
    "审查通过": "reviewed",
    "报批": "reported",
    "审核": "examining",
    "批准": "approved",
    "发布": "announced",
}
"""What a stage is called in a table, and the state a project enters in.

The edition of a standard that was announced comes in with the stock.
"""

KINDS: Final[Mapping[str, str]] = {"制定": "new", "修订": "revision"}

FIELDS: Final[Mapping[str, str]] = {
    "农业": Field.AGRICULTURE,
    "工业": Field.INDUSTRY,
    "服务业": Field.SERVICES,
    "社会事业": Field.SOCIAL,
}

REGIMES: Final[Mapping[str, str]] = {
    "一般": Regime.GENERAL,
    "指导性技术文件": Regime.GUIDANCE,
    "环境": Regime.ENVIRONMENT,
    "食品安全": Regime.FOOD,
    "工程建设": Regime.CONSTRUCTION,
}

PROCEDURES: Final[Mapping[str, str]] = {
    "普通": Procedure.NORMAL,
    "优先": Procedure.PRIORITY,
    "应急": Procedure.EMERGENCY,
}

CONCLUSIONS: Final[Mapping[str, str]] = {
    "通过": "passed",
    "修改后再审": "revise",
    "不通过": "failed",
}

FILES: Final[Mapping[str, str]] = {
    "提纲": DocumentKind.OUTLINE,
    "讨论稿": DocumentKind.WORKING_DRAFT,
    "征求意见稿": DocumentKind.DRAFT_FOR_COMMENT,
    "送审稿": DocumentKind.DRAFT_FOR_REVIEW,
    "报批稿": DocumentKind.DRAFT_FOR_APPROVAL,
    "发布稿": DocumentKind.STANDARD_TEXT,
    "编制说明": DocumentKind.EXPLANATORY_NOTE,
    "征求意见通知": DocumentKind.CONSULTATION_NOTICE,
    "征求意见汇总处理表": DocumentKind.COMMENT_TABLE,
    "行业主管部门意见": DocumentKind.DEPARTMENT_OPINION,
    "试验验证报告": DocumentKind.TEST_REPORT,
    "专利声明": DocumentKind.PATENT_STATEMENT,
    "听证会纪要": DocumentKind.HEARING_MINUTES,
    "审查会议纪要": DocumentKind.REVIEW_MINUTES,
    "专家签名表": DocumentKind.REVIEWER_LIST,
    "审查意见汇总处理表": DocumentKind.REVIEW_OPINIONS,
    "表决单": DocumentKind.BALLOT,
    "报批公文": DocumentKind.APPROVAL_LETTER,
    "报批审批表": DocumentKind.APPROVAL_FORM,
    "发布公告": DocumentKind.ANNOUNCEMENT,
    "备案表": DocumentKind.FILING_FORM,
    "决定": DocumentKind.DECISION,
    "其他": DocumentKind.OTHER,
}
"""What a file of a project is called, before its ending: ``征求意见稿.docx``, ``其他-合同.pdf``."""
