"""The columns of the tables that people bring, by kind; the same that downloads have."""

from collections.abc import Mapping
from typing import Final

from biaozhun.cloud.committees.models import TableRun

Columns = Mapping[str, tuple[str, ...]]

COMMITTEES: Final[Columns] = {
    "code": ("代号", "code", "编号", "委员会编号"),
    "name": ("名称", "name", "委员会名称"),
    "name_en": ("英文名称", "name_en"),
    "level": ("层级", "level", "级别"),
    "parent": ("上级委员会", "parent", "上级代号"),
    "field": ("专业领域", "field", "工作领域"),
    "ics": ("ICS", "ics", "ICS分类号"),
    "sector": ("产业领域", "sector"),
    "division": ("所在地区划代码", "division", "行政区划代码"),
    "counterpart": ("对口国际组织", "counterpart"),
    "authority": ("设立部门", "authority", "主管部门"),
    "secretariat": ("秘书处承担单位", "secretariat", "秘书处"),
    "basis": ("设立文件", "basis"),
    "since": ("成立日期", "since"),
    "until": ("撤销日期", "until"),
}
MEMBERS: Final[Columns] = {
    "committee": ("委员会代号", "committee", "代号"),
    "name": ("姓名", "name"),
    "unit": ("工作单位", "unit", "单位"),
    "title": ("职称", "title"),
    "seat": ("职务", "seat", "委员会职务"),
    "interest": ("利益方", "interest"),
    "alternate_of": ("候补对象", "alternate_of"),
    "term": ("届次", "term", "届"),
    "since": ("任期起", "since"),
    "until": ("任期止", "until"),
}
POSTS: Final[Columns] = {
    "name": ("姓名", "name"),
    "unit": ("单位", "unit", "工作单位"),
    "body": ("组织", "body", "标准组织"),
    "committee_code": ("机构代号", "committee_code", "委员会代号"),
    "committee_name": ("机构名称", "committee_name", "委员会名称"),
    "post": ("职务", "post"),
    "since": ("任期起", "since"),
    "until": ("任期止", "until"),
    "evidence": ("证明文件", "evidence"),
    "address": ("网址", "address"),
}
CONTRIBUTIONS: Final[Columns] = {
    "number": ("标准编号", "number"),
    "title": ("标准名称", "title"),
    "kind": ("制定或修订", "kind", "制修订"),
    "party": ("主体", "party", "类别"),
    "name": ("单位或姓名", "name", "单位", "姓名"),
    "unit": ("个人所在单位", "unit"),
    "position": ("排名", "position", "排序"),
    "share": ("作用", "share", "主导或参与"),
    "published": ("发布日期", "published"),
    "year": ("年份", "year", "年度"),
    "evidence": ("证明材料", "evidence"),
}
BY_KIND: Final[Mapping[str, Columns]] = {
    TableRun.Kind.COMMITTEES: COMMITTEES,
    TableRun.Kind.MEMBERS: MEMBERS,
    TableRun.Kind.POSTS: POSTS,
    TableRun.Kind.CONTRIBUTIONS: CONTRIBUTIONS,
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    TableRun.Kind.COMMITTEES: ("code", "name"),
    TableRun.Kind.MEMBERS: ("committee", "name"),
    TableRun.Kind.POSTS: ("unit", "body", "post", "evidence"),
    TableRun.Kind.CONTRIBUTIONS: ("number", "name"),
}
