"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.proposals.views import (
    applications,
    arguing,
    batches,
    calls,
    papers,
    parts,
    public,
)

app_name = "proposals"

_DESK = "desk/applications/<int:pk>"
_BATCH = "desk/batches/<int:pk>"
_SHEET = f"{_BATCH}/assessors/<int:assessor>/<int:application>"

urlpatterns = [
    path("proposals/calls", public.calls, name="calls"),
    path("proposals/calls/<int:pk>", public.call, name="call"),
    path("proposals/calls/<int:pk>/papers/<int:paper>", public.call_paper, name="call_paper"),
    path("proposals/notices", public.notices, name="notices"),
    path("proposals/notices/<int:pk>", public.notice, name="notice"),
    path("proposals/objection", public.receipt, name="receipt"),
    path("proposals/<int:pk>", public.application, name="public_application"),
    path("programmes", public.programmes, name="programmes"),
    path("programmes/<int:pk>", public.programme, name="programme"),
    path("desk/applications", applications.applications, name="applications"),
    path("desk/applications/new", applications.add, name="apply"),
    path(_DESK, applications.application, name="application"),
    path(f"{_DESK}/change", applications.change, name="change_application"),
    path(f"{_DESK}/step", parts.step, name="step_application"),
    path(f"{_DESK}/screening", parts.screened, name="screen_application"),
    path(f"{_DESK}/legality", parts.legality_signed, name="sign_legality"),
    path(f"{_DESK}/fair-competition", parts.review_signed, name="sign_review"),
    path(f"{_DESK}/papers/new", parts.paper_added, name="add_paper"),
    path(f"{_DESK}/papers/<int:paper>", parts.paper, name="paper"),
    path(f"{_DESK}/papers/<int:paper>/remove", parts.paper_removed, name="remove_paper"),
    path(f"{_DESK}/units/<int:unit>/undertake", parts.undertaken, name="undertake"),
    path(f"{_DESK}/units/<int:unit>/paper", parts.undertaking_brought, name="bring_undertaking"),
    path(f"{_DESK}/forms/<slug:form>", papers.application_form, name="application_paper"),
    path("desk/batches", batches.batches, name="batches"),
    path("desk/batches/new", batches.add, name="add_batch"),
    path("desk/batches/numbering", batches.numbering, name="numbering"),
    path(_BATCH, batches.batch, name="batch"),
    path(f"{_BATCH}/change", batches.change, name="change_batch"),
    path(f"{_BATCH}/criteria", batches.criteria, name="criteria"),
    path(f"{_BATCH}/applications", batches.placing, name="placing"),
    path(f"{_BATCH}/notice", batches.notice, name="set_notice"),
    path(f"{_BATCH}/step", batches.step, name="step_batch"),
    path(f"{_BATCH}/issue", batches.issue, name="issue"),
    path(f"{_BATCH}/assessors/new", arguing.assessor_named, name="add_assessor"),
    path(
        f"{_BATCH}/assessors/<int:assessor>/remove",
        arguing.assessor_removed,
        name="remove_assessor",
    ),
    path(_SHEET, arguing.sheet, name="sheet"),
    path(f"{_SHEET}/conflict", arguing.conflict, name="conflict"),
    path(f"{_SHEET}/paper", papers.sheet_form, name="sheet_paper"),
    path(
        f"{_BATCH}/applications/<int:application>/conclusion",
        arguing.conclusion,
        name="conclusion",
    ),
    path(f"{_BATCH}/objections/<int:objection>", arguing.objection, name="answer_objection"),
    path(f"{_BATCH}/notice/paper", papers.notice_form, name="notice_paper"),
    path("desk/proposals/calls", calls.calls, name="desk_calls"),
    path("desk/proposals/calls/new", calls.add, name="add_call"),
    path("desk/proposals/calls/<int:pk>", calls.call, name="desk_call"),
    path("desk/proposals/calls/<int:pk>/change", calls.change, name="change_call"),
    path("desk/proposals/calls/<int:pk>/step", calls.step, name="step_call"),
    path("desk/proposals/calls/<int:pk>/papers/new", calls.paper_added, name="add_call_paper"),
    path("desk/proposals/calls/<int:pk>/papers/<int:paper>", calls.paper, name="desk_call_paper"),
    path(
        "desk/proposals/calls/<int:pk>/papers/<int:paper>/remove",
        calls.paper_removed,
        name="remove_call_paper",
    ),
]
