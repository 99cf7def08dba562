"""Keeping the bank: lists, matching, conflicts, proofs and the log of experts."""

import mimetypes

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.committees import exports
from biaozhun.cloud.committees.actions import experts as actions
from biaozhun.cloud.committees.actions import proofs
from biaozhun.cloud.committees.forms.asking import experts_asked
from biaozhun.cloud.committees.forms.experts import (
    ConflictEndForm,
    ConflictForm,
    NoteForm,
    ProofForm,
)
from biaozhun.cloud.committees.forms.fields import codes_told
from biaozhun.cloud.committees.limits import MOST_PROOF_BYTES
from biaozhun.cloud.committees.permissions import KEEPS, experts_seen_by, roles_of
from biaozhun.cloud.committees.queries import experts as queries
from biaozhun.cloud.committees.queries.matching import experts_for
from biaozhun.cloud.committees.views.experts import kept_expert
from biaozhun.cloud.committees.views.frame import done, form_page, saved, say_done
from biaozhun.cloud.committees.wording import EXPERT_STATE, INTEREST
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.stored_files import answer_with_file
from biaozhun.cloud.ui.uploads import takes_files

_SOON = 90  # days before the end of an admission
_SHOWN = 100  # experts that match
_PLAIN = "application/octet-stream"


@only_read
@requires(KEEPS)
def desk(request: HttpRequest) -> HttpResponseBase:
    """The experts the reader keeps, what waits, and whose admission ends."""
    person, wanted = signed_in(request), experts_asked(request.GET)
    if request.GET.get("format") == "csv":
        return exports.experts_csv(queries.every(person, wanted).iterator(500))
    page, work = queries.kept(person, wanted, page_asked(request.GET))
    counts = queries.state_counts(person)
    context = {
        "rows": [(one, work.get(one.pk, 0)) for one in page],
        "wanted": wanted,
        "states": [(code, said, counts.get(code, 0)) for code, said in EXPERT_STATE.items()],
        "interests": INTEREST,
        "ending": queries.ending(person, today(), _SOON),
        "on": today(),
        **pages(page),
    }
    return render(request, "committees/desk/experts.html", context)


@only_read
@requires(KEEPS)
def match(request: HttpRequest) -> HttpResponseBase:
    """Who could review something: by field, interest, and the units that may not."""
    wanted = experts_asked(request.GET)
    codes, unknown = codes_told(wanted.field or text_asked(request.GET, "fields"))
    units = [one.strip() for one in text_asked(request.GET, "units").split("\n")]
    units = [part for one in units for part in one.replace("；", ";").split(";")]
    found = experts_for(codes, wanted.interest, units, today())
    found = found.filter(experts_seen_by(signed_in(request)))
    context = {
        "codes": codes,
        "problems": [_("ICS 里没有“{code}”，没有用上。").format(code=one) for one in unknown],
        "interest": wanted.interest,
        "units": text_asked(request.GET, "units"),
        "interests": INTEREST,
        "count": found.count(),
        "found": list(found[:_SHOWN]),
        "most": _SHOWN,
    }
    return render(request, "committees/desk/match.html", context)


@takes_form
@requires(Role.READER)
def add_conflict(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Declare a conflict of interest."""
    held = kept_expert(request, pk)
    form = ConflictForm(request.POST or None, initial={"declared": today()})
    back = reverse("committees:expert", args=[pk])
    if form.is_valid() and done(
        form, lambda: actions.declare_conflict(held, form.cleaned_data, actor=signed_in(request))
    ):
        return saved(request, back)
    return form_page(request, form, title=_("申报利益关系"), back=back)


@takes_form
@requires(Role.READER)
def end_conflict(request: HttpRequest, pk: int, conflict: int) -> HttpResponseBase:
    """Say up to which day a conflict stood."""
    row = queries.conflict_at(kept_expert(request, pk), conflict)
    if row is None:
        raise Http404(_("没有这项利益关系。"))
    form = ConflictEndForm(request.POST or None, initial={"until": row.until})
    back = reverse("committees:expert", args=[pk])
    if form.is_valid() and done(
        form,
        lambda: actions.end_conflict(row, form.cleaned_data["until"], actor=signed_in(request)),
    ):
        return saved(request, back)
    title, note = _("利益关系终止"), row.unit
    return form_page(request, form, title=title, back=back, more={"note": note})


@takes_form
@requires(KEEPS)
def add_note(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write into the log what an expert did."""
    held = kept_expert(request, pk)
    form = NoteForm(request.POST or None, initial={"day": today()})
    back = reverse("committees:expert", args=[pk])

    def write() -> None:
        told, actor = form.cleaned_data, signed_in(request)
        actions.note(held, told["kind"], "", told["day"], text=told["text"], actor=actor)

    if form.is_valid() and done(form, write):
        return saved(request, back)
    return form_page(request, form, title=_("登记专家活动"), back=back)


@takes_files(up_to=MOST_PROOF_BYTES)
@takes_form
@requires(Role.READER)
def add_proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep a file of proof."""
    held = kept_expert(request, pk)
    is_sent = request.method == "POST"
    form = ProofForm(request.POST, request.FILES) if is_sent else ProofForm()
    back = reverse("committees:expert", args=[pk])
    if form.is_valid() and done(
        form,
        lambda: proofs.add_proof(
            held, form.cleaned_data["file"], actor=signed_in(request), at=now()
        ),
    ):
        return saved(request, back)
    more = {"takes_files": True}
    return form_page(request, form, title=_("上传证明材料"), back=back, button=_("上传"), more=more)


@takes_only_form
@requires(Role.READER)
def remove_proof(request: HttpRequest, pk: int, proof: int) -> HttpResponseBase:
    """Take a file of proof back."""
    held = kept_expert(request, pk)
    row = queries.proof_at(proof)
    if row is None or row.expert_id != held.pk:
        raise Http404(_("没有这份材料。"))
    say_done(request, lambda: proofs.remove_proof(row, actor=signed_in(request)))
    return redirect("committees:expert", pk=pk)


@only_read
@requires(Role.READER)
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A file of proof, to the expert and the authority; it is handed over, never shown."""
    row = queries.proof_at(pk)
    if row is None or not roles_of(signed_in(request), row.expert):
        raise Http404(_("没有这份材料。"))
    if not row.file.storage.exists(row.file.name or ""):
        raise Http404(_("这份材料的文件不在了。"))
    answer = answer_with_file(
        request,
        lambda: row.file.open("rb"),
        size=row.size,
        etag=f'"{row.digest}"',
        media_type=mimetypes.guess_type(row.name)[0] or _PLAIN,
    )
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    disposition = content_disposition_header(as_attachment=True, filename=row.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
