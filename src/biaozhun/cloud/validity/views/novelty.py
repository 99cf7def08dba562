"""The overlap search for a proposal, as a page and as a report."""

from collections.abc import Iterator
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.templatetags.catalogue import title as title_of
from biaozhun.cloud.catalogue.wording import STATUS
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.validity.actions.reporting import MEDIA_TYPES, Form
from biaozhun.cloud.validity.forms.novelty import NoveltyForm
from biaozhun.cloud.validity.queries.novelty import RULES, Group, Overlap, Overlaps, overlaps
from biaozhun.cloud.validity.wording.novelty import GROUP, LEVEL, why
from biaozhun.cloud.validity.wording.reports import report_words
from biaozhun.documents.reports.novelty import (
    NoveltySearch,
    OverlapHit,
    OverlapLevel,
    novelty_report_docx,
)

_ASKED = ("title", "keywords", "ics", "region")


@only_read
def novelty(request: HttpRequest) -> HttpResponse:
    """The form; asked, what overlaps with the proposal, as a page or (``format=docx``) a report."""
    if not any(request.GET.get(name) for name in _ASKED):
        return render(
            request, "validity/novelty.html", {"form": NoveltyForm(initial={"on": today()})}
        )
    data = request.GET.copy()
    data["on"] = data.get("on") or today().isoformat()
    form = NoveltyForm(data)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "validity/novelty.html", {"form": form}, status=status)
    try:
        found = overlaps(form.proposal())
    except RebuildRequiredError:
        question = {"text": form.cleaned_data["title"]}
        return render(request, "catalogue/search_unready.html", {"asked": {"question": question}})
    if request.GET.get("format") == "docx":
        return _report(found, form)
    context = {
        "form": form,
        "found": found,
        "parts": list(_parts(found.hits)),
    }
    return render(request, "validity/novelty.html", context)


def _parts(hits: tuple[Overlap, ...]) -> Iterator[dict[str, object]]:
    """The near-equal titles, then the others by whose standards they are."""
    near = [hit for hit in hits if hit.likeness.level is OverlapLevel.SAME]
    if near:
        yield _part("same", str(LEVEL["same"]), near)
    for group in Group:
        rest = [hit for hit in hits if hit.group is group and hit not in near]
        if rest:
            yield _part(group, str(GROUP[group]), rest)


def _part(name: str, heading: str, hits: list[Overlap]) -> dict[str, object]:
    rows = [
        {"hit": hit, "level": LEVEL[hit.likeness.level], "group": GROUP[hit.group], "why": why(hit)}
        for hit in hits
    ]
    return {"name": name, "heading": heading, "rows": rows}


def _report(found: Overlaps, form: NoveltyForm) -> HttpResponse:
    content = novelty_report_docx(_told(found, form), report_words())
    answer = HttpResponse(content, content_type=MEDIA_TYPES[Form.DOCX])
    answer.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"novelty-{found.proposal.on.isoformat()}.docx"
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _told(found: Overlaps, form: NoveltyForm) -> NoveltySearch:
    """The search in the reader's words, for a report without a number."""
    proposal = found.proposal
    classes = [f"ICS {proposal.ics}"] if proposal.ics else []
    return NoveltySearch(
        title=proposal.title,
        on=proposal.on,
        made=now(),
        terms=(proposal.title, *proposal.keywords, *classes),
        searched=found.searched,
        hits=tuple(_hit(hit) for hit in found.hits),
        client=form.cleaned_data["client"],
        searcher=form.cleaned_data["searcher"],
        rules=RULES,
    )


def _hit(hit: Overlap) -> OverlapHit:
    edition, standing = hit.row.edition, hit.row.standing
    return OverlapHit(
        number=edition.number,
        title=title_of(edition),
        level=hit.likeness.level,
        status=str(STATUS[standing.status]),
        why=_("；").join(map(str, why(hit))),
        since=standing.since,
        issuer=edition.issuing_body,
    )
