"""The papers of the invented projects: small, of generated words, the same bytes every time."""

import datetime as dt
import io
import zipfile
from functools import lru_cache
from typing import Final

from biaozhun.cloud.demonstration.words import words
from biaozhun.documents.reports.official import Clause, OfficialPaper, official_docx

PRINTED: Final = dt.date(2026, 1, 5)
_STAMP: Final = (2026, 1, 5, 0, 0, 0)  # of every part of a file, so that its bytes stay the same
NAMES: Final = {
    "draft_for_comment": "征求意见稿",
    "draft_for_review": "送审稿",
    "draft_for_approval": "报批稿",
    "standard_text": "发布稿",
    "explanatory_note": "编制说明",
    "department_opinion": "行业主管部门审核意见",
    "review_minutes": "审查会议纪要",
    "hearing_minutes": "听证会纪要",
    "approval_letter": "报批公文",
    "decision": "终止决定",
}
_TEXTS: Final = frozenset(
    {"draft_for_comment", "draft_for_review", "draft_for_approval", "standard_text"}
)
_COMMENTED: Final = frozenset({"draft_for_comment"})
"""The drafts before what was accepted was written into them."""


def paper(kind: str, field: str, *, version: int = 1) -> tuple[str, bytes]:
    """The name of a file and what it holds.

    Args:
        kind: of the document.
        field: of the project; drafts of a field have one text.
        version: a later one says one clause more.
    """
    name = NAMES[kind]
    made = _text(field, version, kind in _COMMENTED) if kind in _TEXTS else _letter(kind)
    return f"{name}.docx", made


@lru_cache(maxsize=32)
def _text(field: str, version: int, is_commented: bool) -> bytes:  # noqa: FBT001  -- one of three facts
    years = "两年" if is_commented else "三年"
    return _file("标准文本（虚构示范）", _standard(field, version, years))


@lru_cache(maxsize=32)
def _letter(kind: str) -> bytes:
    return _file(f"{NAMES[kind]}（虚构示范）", _said(kind))


def _file(title: str, parts: tuple[Clause, ...]) -> bytes:
    made = OfficialPaper(title=title, parts=parts, issuer="示范", day=PRINTED)
    return _stamped(official_docx(made))


def outline(field: str) -> bytes:
    """The outline an application brings, as plain text."""
    own = words()
    return "\n".join(
        [
            "标准提纲（虚构示范）",
            *("1 范围", "2 规范性引用文件", "3 术语和定义", "4 总体要求"),
            *(f"{n} {form}" for n, form in enumerate(own.forms[field][:3], 5)),
        ]
    ).encode()


def _standard(field: str, version: int, years: str) -> tuple[Clause, ...]:
    own = words()
    lines = [
        Clause("1 范围", 1),
        Clause("本文件规定了总体要求、过程要求、检查和记录，适用于示范省内的有关活动。"),
        Clause("2 规范性引用文件", 1),
        Clause("本文件没有规范性引用文件。"),
        Clause("3 术语和定义", 1),
        Clause("本文件没有需要界定的术语和定义。"),
    ]
    for place, form in enumerate(own.forms[field][: 2 + version], 4):
        lines += [
            Clause(f"{place} {form}", 1),
            Clause(f"{place}.1 应建立记录，保存期不应少于{years}。"),
            Clause(f"{place}.2 宜每半年检查一次，发现问题应及时改进。"),
        ]
    return tuple(lines)


def _said(kind: str) -> tuple[Clause, ...]:
    said = words().said
    texts = {
        "explanatory_note": (said["necessity"], said["special_need"], said["relation"]),
        "review_minutes": ("与会专家听取了汇报，逐条讨论，按表决结果形成结论。",),
        "hearing_minutes": ("起草组介绍了主要内容，参加人依次发言，起草组作了说明。",),
    }
    return tuple(Clause(text) for text in texts.get(kind, ("经研究，同意。",)))


def _stamped(content: bytes) -> bytes:
    """A Word file whose parts bear one time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(out, "w") as made:
        for part in read.infolist():
            info = zipfile.ZipInfo(part.filename, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, read.read(part))
    return out.getvalue()
