"""The schemes of codes by which standards are sorted."""

from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Router

from biaozhun.cloud.catalogue.api.asking import Text
from biaozhun.cloud.catalogue.api.shapes import CodeOut, SchemeOut
from biaozhun.cloud.ui.problems import Problem, problem_of
from biaozhun.core.classification import ClassificationError, Entry, Scheme, ccs, hs, ics, industry

router = Router(tags=["classifications"])


class SchemeName(StrEnum):
    """The schemes: ICS, CCS, GB/T 4754 and the Harmonized System."""

    ICS = "ics"
    CCS = "ccs"
    INDUSTRY = "industry"
    HS = "hs"


def _scheme(name: SchemeName) -> Scheme:
    schemes: Mapping[SchemeName, Scheme] = {
        SchemeName.ICS: ics.scheme(),
        SchemeName.CCS: ccs.scheme(),
        SchemeName.INDUSTRY: industry.scheme(),
        SchemeName.HS: hs.scheme(),
    }
    return schemes[name]


@router.get(
    "/classifications/{scheme}",
    response={200: SchemeOut, 404: Problem, 422: Problem},
    summary="Codes of a classification",
)
def classification(
    request: HttpRequest,  # noqa: ARG001  -- ninja's signature
    scheme: SchemeName,
    code: Text = "",
) -> SchemeOut | HttpResponse:
    """A code with what stands right below it; without one, the top of the scheme."""
    held = _scheme(scheme)
    try:
        return SchemeOut(
            scheme=str(scheme),
            code=_code(held.entry(code)) if code else None,
            path=list(held.levels(code)) if code else [],
            below=[_code(entry) for entry in held.children(code)],
        )
    except ClassificationError as error:
        return problem_of(HTTPStatus.NOT_FOUND, error)


def _code(entry: Entry) -> CodeOut:
    return CodeOut(
        code=entry.code, level=entry.level, title_zh=entry.title_zh, title_en=entry.title_en
    )
