"""The report of a screening: the overlap search with the findings on scope before it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.wording import FAMILY
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.screening.queries.answers import Near, Screening
from biaozhun.cloud.screening.templatetags.screening import reason, summary
from biaozhun.cloud.screening.wording import ADVICE, FINDING, PART, WEIGHT, WHAT, WITHOUT
from biaozhun.cloud.validity.wording.reports import report_words
from biaozhun.core.classification import division
from biaozhun.core.screening import ScopeFinding
from biaozhun.documents.reports.novelty import (
    NoveltySearch,
    OverlapHit,
    OverlapLevel,
    ReportSection,
    novelty_report_docx,
)

RULES = "screening 1"  # name and version of the word lists and thresholds


def screening_docx(found: Screening) -> bytes:
    """The report as a Word document, in the reader's language."""
    return novelty_report_docx(_search(found), report_words())


def _search(found: Screening) -> NoveltySearch:
    proposed = found.proposed
    unit = proposed.authority.name if proposed.authority else ""
    region = division.name(proposed.region) if proposed.region else unit
    return NoveltySearch(
        title=proposed.title,
        on=found.on,
        made=now(),
        terms=tuple(filter(None, (proposed.title, proposed.title_en, region))),
        searched=found.compared.sources,
        hits=tuple(_hit(near) for near in (*found.covering, *found.duplicates)),
        scope=proposed.scope,
        rules=RULES,
        sections=tuple(_sections(found)),
    )


def _hit(near: Near) -> OverlapHit:
    kind = FAMILY[near.level] if near.level else WHAT[near.what]
    return OverlapHit(
        number=near.number or str(WHAT[near.what]),
        title=near.title,
        level=OverlapLevel(near.degree),
        status=str(near.state),
        why=_("；").join([str(kind), *(reason(because) for because in near.why)]),
        since=near.since,
        issuer=near.issuer,
    )


def _sections(found: Screening) -> Iterable[ReportSection]:
    yield ReportSection(heading=_("范围和负面清单"), lines=tuple(summary(found)))
    if found.scope:
        yield ReportSection(
            heading=_("逐句的发现"),
            heads=(_("事项"), _("原句"), _("建议和依据")),
            rows=tuple(_finding(finding) for finding in found.scope),
            widths=(34, 70, 70),
        )
    if found.texts:
        yield ReportSection(
            heading=_("正文与公开全文重复之处"),
            heads=(_("标准"), _("重复的句数"), _("例")),
            rows=tuple(
                ((text.number,), (str(text.sentences),), tuple(said for said, _at in text.examples))
                for text in found.texts
            ),
            widths=(34, 24, 116),
        )
    yield ReportSection(
        heading=_("没有比对的"), lines=tuple(str(WITHOUT[code]) for code in found.compared.without)
    )


def _finding(finding: ScopeFinding) -> tuple[tuple[str, ...], ...]:
    said = [str(ADVICE[finding.code])]
    if finding.basis:
        ahead = _("据：") if finding.second_hand else _("依据：")
        said.append(ahead + finding.basis)
    what = (str(FINDING[finding.code]), str(WEIGHT[finding.weight]), str(PART[finding.part]))
    return (what, (finding.sentence,), tuple(said))
