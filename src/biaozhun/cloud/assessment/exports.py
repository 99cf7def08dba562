"""An assessment to take away, with everything its ranks can be recomputed from."""

from collections.abc import Iterator, Sequence

import msgspec
from django.utils.translation import gettext as _

from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.assessment.queries.ranking import Ranking, performance_of, scheme_of

FORMULA = (
    "points: by the rule of the indicator, cut at 0 and 100, two decimals, half up "
    "(linear: 100 × (value − zero) ÷ (full − zero); steps: points of the last step reached; "
    "yes_no: 100 or 0; without a value or without accepted evidence where it is needed: 0). "
    "total: sum of points × weight ÷ 100, two decimals, half up. "
    "rank: 1 + number of units without veto whose total is higher; with a veto none."
)


def as_json(assessment: Assessment, assessees: Sequence[Assessee], found: Ranking) -> bytes:
    """Scheme, values, scores, ranks and the formula, in one object."""
    reviewed = [performance_of(one) for one in assessees if one.state == "reviewed"]
    told = {
        "title": assessment.title,
        "year": assessment.year,
        "formula": FORMULA,
        "scheme": scheme_of(assessment),
        "units": [
            {
                "unit": one.unit,
                "values": one.values,
                "evidenced": sorted(one.evidenced),
                "vetoes": sorted(one.vetoes),
            }
            for one in reviewed
        ],
        "standings": [
            {
                "unit": one.score.unit,
                "total": one.score.total,
                "rank": one.rank,
                "grade": one.grade,
                "parts": one.score.parts,
            }
            for one in found.standings
        ],
        "firmness": list(found.firm.values()),
    }
    return msgspec.json.encode(told)


def rows(assessment: Assessment, found: Ranking) -> Iterator[list[object]]:
    """A row a unit: rank, score, grade, then value and points of each indicator."""
    scheme = scheme_of(assessment)
    heads = [
        word
        for i in scheme.indicators
        for word in (i.label, _("{label}得分").format(label=i.label))
    ]
    yield [_("名次"), _("单位"), _("总分"), _("等次"), _("一票否决"), *heads]
    for one in found.standings:
        parts = [part for p in one.score.parts for part in (p.value, p.points)]
        veto = _("是") if one.score.is_vetoed else ""
        yield [one.rank or "", one.score.unit, one.score.total, one.grade, veto, *parts]
