"""An assessment to take away, with everything its ranks can be recomputed from."""

from collections.abc import Iterator, Sequence

import msgspec
from django.utils.translation import gettext as _

from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.assessment.queries.ranking import Ranking, performances_of, scheme_of

FORMULA = (
    "points: by the rule of the indicator, cut at 0 and 100, two decimals, half up "
    "(linear: 100 × (value − zero) ÷ (full − zero); steps: points of the last step reached; "
    "yes_no: 100 or 0; without a value or without accepted evidence where it is needed: 0). "
    "total: sum of points × weight ÷ 100, two decimals, half up. "
    "rank: 1 + number of units without veto whose total is higher; with a veto none. "
    "grade: the first of the scheme whose least the total reaches; with a veto none. "
    "firmness: best and worst rank when one weight after the other is taken times 0.8 and times "
    "1.2 (where it stays below 100) and the others are scaled so that all make 100 again."
)


def as_json(assessment: Assessment, assessees: Sequence[Assessee], found: Ranking) -> bytes:
    """Scheme, values, scores, ranks and the formula, in one object."""
    scheme = scheme_of(assessment)
    told = {
        "title": assessment.title,
        "year": assessment.year,
        "formula": FORMULA,
        "scheme": {
            "indicators": [msgspec.structs.asdict(one) for one in scheme.indicators],
            "vetoes": scheme.vetoes,
            "grades": scheme.grades,
        },
        "units": [
            {
                "unit": one.unit,
                "values": one.values,
                "evidenced": sorted(one.evidenced),
                "vetoes": sorted(one.vetoes),
            }
            for one in performances_of(scheme, assessees)
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
