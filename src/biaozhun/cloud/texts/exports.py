"""What stands in the tables that are taken away."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.texts import wording
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.queries.completeness import Completeness


def report_rows(lines: Iterable[tuple[str, Completeness]]) -> Iterator[Sequence[object]]:
    """The report, a line each, under its names."""
    yield [
        _("代码"),
        _("标准范围"),
        _("现行"),
        _("文本在线"),
        _("只有题录公开"),
        _("不公开"),
        _("没有文本"),
        _("在线占比"),
    ]
    for name, line in lines:
        share = "" if line.share is None else f"{line.share:.4f}"
        yield [
            line.scope,
            name,
            line.in_force,
            line.online,
            line.metadata,
            line.closed,
            line.lacking,
            share,
        ]


def lacking_rows(editions: Iterable[Edition]) -> Iterator[Sequence[object]]:
    """Standards without a text."""
    yield [_("标准编号"), _("名称"), _("发布单位"), _("实施日期")]
    for edition in editions:
        title = edition.title_zh or edition.title_en
        yield [edition.number, title, edition.issuing_body, edition.in_force]


def text_rows(texts: Iterable[Text]) -> Iterator[Sequence[object]]:
    """Texts as keepers list them."""
    yield [
        _("标准编号"),
        _("这是什么"),
        _("语言"),
        _("标题"),
        _("媒体类型"),
        _("字节"),
        _("页数"),
        _("条数"),
        "SMART",
        _("谁可以读"),
        _("理由"),
        _("依据"),
        _("许可"),
        _("来源"),
        _("状态"),
        "SHA-256",
    ]
    for text in texts:
        yield [
            text.number,
            wording.KIND[text.kind],
            wording.LANGUAGE[text.language],
            text.title,
            text.media_type,
            text.size,
            text.pages,
            text.clause_count,
            text.level,
            wording.RIGHT[text.right],
            text.reason,
            text.basis,
            text.licence,
            text.origin,
            wording.STATE[text.state],
            text.digest,
        ]
