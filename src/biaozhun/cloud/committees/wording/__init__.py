"""What the codes of the slice are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.committees.models import (
    Committee,
    Contribution,
    ExpertEvent,
    Interest,
    Member,
    PostHeld,
)
from biaozhun.core.number import Family

FORM = {
    Committee.Form.TC: pgettext_lazy("committee", "技术委员会"),
    Committee.Form.SC: pgettext_lazy("committee", "分技术委员会"),
    Committee.Form.WG: pgettext_lazy("committee", "工作组"),
}
SECTOR = {
    "agriculture": pgettext_lazy("sector", "农业"),
    "industry": pgettext_lazy("sector", "工业"),
    "services": pgettext_lazy("sector", "服务业"),
    "social": pgettext_lazy("sector", "社会事业"),
}
INTEREST = {
    Interest.PRODUCER: pgettext_lazy("interest", "生产者"),
    Interest.OPERATOR: pgettext_lazy("interest", "经营者"),
    Interest.USER: pgettext_lazy("interest", "使用者"),
    Interest.CONSUMER: pgettext_lazy("interest", "消费者"),
    Interest.PUBLIC: pgettext_lazy("interest", "公共利益方"),
    Interest.RESEARCH: pgettext_lazy("interest", "教育科研"),
    Interest.TESTING: pgettext_lazy("interest", "检测认证"),
    Interest.GOVERNMENT: pgettext_lazy("interest", "行政主管部门"),
}
SEAT = {
    Member.Seat.CHAIR: pgettext_lazy("committee seat", "主任委员"),
    Member.Seat.VICE_CHAIR: pgettext_lazy("committee seat", "副主任委员"),
    Member.Seat.SECRETARY_GENERAL: pgettext_lazy("committee seat", "秘书长"),
    Member.Seat.DEPUTY_SECRETARY_GENERAL: pgettext_lazy("committee seat", "副秘书长"),
    Member.Seat.MEMBER: pgettext_lazy("committee seat", "委员"),
    Member.Seat.OBSERVER: pgettext_lazy("committee seat", "观察员"),
}
BODY: Mapping[PostHeld.Body, Promise | str] = {
    PostHeld.Body.ISO: "ISO",
    PostHeld.Body.IEC: "IEC",
    PostHeld.Body.ITU: "ITU",
    PostHeld.Body.INTERNATIONAL: pgettext_lazy("standards body", "其他国际标准组织"),
    PostHeld.Body.REGIONAL: pgettext_lazy("standards body", "区域或国外标准组织"),
    PostHeld.Body.NATIONAL: pgettext_lazy("standards body", "全国标准化技术组织"),
    PostHeld.Body.OTHER: pgettext_lazy("standards body", "其他"),
}
POST = {
    PostHeld.Post.OFFICER: pgettext_lazy("post", "组织领导职务"),
    PostHeld.Post.CHAIR: pgettext_lazy("post", "主席（主任委员）"),
    PostHeld.Post.VICE_CHAIR: pgettext_lazy("post", "副主席（副主任委员）"),
    PostHeld.Post.SECRETARY: pgettext_lazy("post", "秘书（委员会经理、秘书长）"),
    PostHeld.Post.CONVENOR: pgettext_lazy("post", "工作组召集人"),
    PostHeld.Post.PROJECT_LEADER: pgettext_lazy("post", "项目负责人"),
    PostHeld.Post.MEMBER: pgettext_lazy("post", "委员（委员单位）"),
    PostHeld.Post.EXPERT: pgettext_lazy("post", "注册专家"),
    PostHeld.Post.SECRETARIAT: pgettext_lazy("post", "秘书处承担单位"),
    PostHeld.Post.OTHER: pgettext_lazy("post", "其他职务"),
}
PARTY = {
    Contribution.Party.UNIT: pgettext_lazy("party", "单位"),
    Contribution.Party.PERSON: pgettext_lazy("party", "个人"),
}
MADE = {
    Contribution.Kind.NEW: pgettext_lazy("contribution", "制定"),
    Contribution.Kind.REVISION: pgettext_lazy("contribution", "修订"),
}
SHARE = {
    Contribution.Share.LEAD: pgettext_lazy("contribution", "主导"),
    Contribution.Share.PART: pgettext_lazy("contribution", "参与"),
}
ORIGIN = {
    Contribution.Origin.ANNOUNCEMENT: pgettext_lazy("origin", "本平台发布公告"),
    Contribution.Origin.CATALOGUE: pgettext_lazy("origin", "标准目录记载，经核对"),
    Contribution.Origin.IMPORT: pgettext_lazy("origin", "表格导入"),
    Contribution.Origin.STATED: pgettext_lazy("origin", "凭证明材料登记"),
}
FAMILY = {
    str(Family.INTERNATIONAL): _("国际标准"),
    str(Family.FOREIGN): _("国外标准"),
    str(Family.NATIONAL): _("国家标准"),
    str(Family.SECTOR): _("行业标准"),
    str(Family.LOCAL): _("地方标准"),
    str(Family.ASSOCIATION): _("团体标准"),
    str(Family.ENTERPRISE): _("企业标准"),
    str(Family.CONSTRUCTION): _("工程建设标准"),
    str(Family.METROLOGY): _("计量技术规范"),
    str(Family.MILITARY): _("国家军用标准"),
    str(Family.SAMPLE): _("国家标准样品"),
    str(Family.REGULATION): _("规范性文件"),
}
"""Levels of standards in the order in which they are counted."""
EXPERT_STATE = {
    "applied": pgettext_lazy("expert", "已申请"),
    "vetting": pgettext_lazy("expert", "审核中"),
    "admitted": pgettext_lazy("expert", "已入库"),
    "declined": pgettext_lazy("expert", "未通过"),
    "suspended": pgettext_lazy("expert", "暂停"),
    "left": pgettext_lazy("expert", "已退出"),
}
EXPERT_STEP = {
    "vet": pgettext_lazy("expert step", "开始审核"),
    "admit": pgettext_lazy("expert step", "准予入库"),
    "decline": pgettext_lazy("expert step", "不予入库"),
    "apply_again": pgettext_lazy("expert step", "再次申请"),
    "vet_again": pgettext_lazy("expert step", "更改后重新审核"),
    "suspend": pgettext_lazy("expert step", "暂停"),
    "resume": pgettext_lazy("expert step", "恢复"),
    "renew": pgettext_lazy("expert step", "续聘"),
    "leave": pgettext_lazy("expert step", "退出"),
}
EXPERT_EVENT = {
    ExpertEvent.Kind.APPLIED: pgettext_lazy("expert event", "申请入库"),
    **{ExpertEvent.Kind(step): words for step, words in EXPERT_STEP.items()},
    ExpertEvent.Kind.DREW: pgettext_lazy("expert event", "被抽中"),
    ExpertEvent.Kind.REFUSED: pgettext_lazy("expert event", "不能参加"),
    ExpertEvent.Kind.ATTENDED: pgettext_lazy("expert event", "参加"),
    ExpertEvent.Kind.ABSENT: pgettext_lazy("expert event", "缺席"),
    ExpertEvent.Kind.WROTE: pgettext_lazy("expert event", "提交书面意见"),
    ExpertEvent.Kind.TRAINED: pgettext_lazy("expert event", "参加培训"),
    ExpertEvent.Kind.OTHER: pgettext_lazy("expert event", "其他"),
}
REFUSAL = {
    "not_from_here": _("现在的状态不能这样做，可能别人刚刚办过；请刷新后再看。"),
    "not_for_you": _("这一步不由您来办。"),
    "reason_missing": _("请写明理由。"),
    "no_fields": _("还没有填写专业领域（ICS 代码），请先补上。"),
    "term_missing": _("请填写聘期的起止日期，最后一天不能早于第一天。"),
}
FINDING = {
    "too_few_members": _("委员 {n} 人，少于 {limit} 人。"),
    "no_chair": _("没有登记主任委员。"),
    "many_chairs": _("登记了 {n} 名主任委员，应为 1 名。"),
    "many_vice_chairs": _("副主任委员 {n} 名，超过 {limit} 名。"),
    "no_secretary_general": _("没有登记秘书长。"),
    "many_secretaries_general": _("登记了 {n} 名秘书长，应为 1 名。"),
    "many_deputies": _("副秘书长 {n} 名，超过 {limit} 名。"),
    "unit_has_many": _("{who}有委员 {n} 名，超过 {limit} 名。"),
    "leaders_of_one_unit": _("主任委员、副主任委员中有 {n} 名来自同一单位：{who}。"),
    "interest_over_half": _("{who}一方委员 {n} 名，超过有利益方记载的委员的一半（{limit} 名）。"),
    "interest_missing": _("{n} 名委员没有登记利益方，比例无法核对。"),
    "no_consumers_or_public": _("委员里没有消费者或公共利益方。"),
    "person_in_many": _("{who}同时在 {n} 个技术委员会任职，超过 {limit} 个。"),
    "term_over": _("本届到 {who} 已满，还没有换届。"),
    "term_long": _("本届任期超过 {limit} 年。"),
    "alternate_without_member": _("{who}是候补，但所候补的委员已不在任。"),
}
"""What the composition of a committee is checked for; each with its figures."""
INTERNATIONAL = pgettext_lazy("level", "国际")
VERDICT = {
    "agrees": _("一致：证书上印的与登记册现在的内容相同。"),
    "changed": _("曾经一致：证书印出以后，这条记录更正过，下面是现在的内容。"),
    "withdrawn": _("已撤销：这条记录后来被撤销，证书不再有效。"),
    "differs": _("不一致：这个编号的记录从来没有这样的核验码，请核对是否抄错。"),
    "unknown": _("没有这个编号的记录，请核对是否抄错。"),
}
"""Whether what is printed on a certificate is what the register says."""
TABLE = {
    "committees": _("导入委员会"),
    "members": _("导入委员"),
    "posts": _("导入标准化任职"),
    "contributions": _("导入标准贡献"),
}
TABLE_BACK = {
    "committees": "/desk/committees",
    "members": "/desk/committees",
    "posts": "/desk/posts",
    "contributions": "/desk/contributions",
}
"""Where a page about a table leads back to."""
