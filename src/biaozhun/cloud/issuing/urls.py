"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.issuing.views import announcing, approvals, filings, keeping, public

app_name = "issuing"
urlpatterns = [
    path("issuing/powers", public.powers, name="powers"),
    path("issuing/announcements", public.announcements, name="announcements"),
    path("issuing/announcements/<int:pk>", public.announcement, name="announcement"),
    path(
        "issuing/announcements/<int:pk>.docx", public.announcement_paper, name="announcement_paper"
    ),
    path("issuing/notices", public.notices, name="notices"),
    path("issuing/notices/<int:pk>", public.notice, name="notice"),
    path("issuing/filings", public.filings, name="filings"),
    path("issuing/disclosure", public.disclosure, name="disclosure"),
    path("desk/approvals", approvals.inbox, name="inbox"),
    path("desk/approvals/absence", approvals.absence, name="absence"),
    path("desk/approvals/absence/<int:pk>", approvals.delegate, name="delegate"),
    path("desk/approvals/absence/<int:pk>/end", approvals.end_delegation, name="end_delegation"),
    path("desk/approvals/begin/<int:pk>", approvals.begin, name="begin"),
    path("desk/approvals/objections/<int:pk>", approvals.answer, name="answer_objection"),
    path("desk/approvals/<int:pk>", approvals.approval, name="approval"),
    path("desk/approvals/<int:pk>/form.docx", approvals.form, name="approval_form"),
    path("desk/approvals/<int:pk>/<slug:action>", approvals.step, name="step_approval"),
    path("desk/issuing", keeping.overview, name="overview"),
    path("desk/issuing/powers/new", keeping.add_power, name="add_power"),
    path("desk/issuing/powers/<int:pk>/end", keeping.end_power, name="end_power"),
    path("desk/issuing/officers/<int:pk>", keeping.officers, name="officers"),
    path("desk/issuing/officers/<int:pk>/settings", keeping.settings, name="settings"),
    path("desk/issuing/officers/<int:pk>/end", keeping.relieve, name="relieve"),
    path("desk/issuing/rules/<int:pk>", keeping.disclosure, name="disclosure_rules"),
    path("desk/issuing/rules/<int:pk>/drop", keeping.drop_disclosure, name="drop_disclosure"),
    path("desk/issuing/numbers", keeping.drawn, name="numbers"),
    path("desk/issuing/numbers/<int:pk>/year", keeping.change_year, name="change_year"),
    path("desk/issuing/elsewhere/<int:pk>", keeping.issued_elsewhere, name="issued_elsewhere"),
    path("desk/issuing/texts/<int:pk>", announcing.text, name="bring_text"),
    path("desk/issuing/announcements", announcing.announcements, name="keep_announcements"),
    path("desk/issuing/announcements/new/<int:pk>", announcing.new, name="new_announcement"),
    path("desk/issuing/announcements/<int:pk>", announcing.announcement, name="keep_announcement"),
    path(
        "desk/issuing/announcements/<int:pk>/change", announcing.change, name="change_announcement"
    ),
    path("desk/issuing/announcements/<int:pk>/rows", announcing.add_row, name="add_row"),
    path("desk/issuing/rows/<int:pk>/remove", announcing.remove_row, name="remove_row"),
    path(
        "desk/issuing/announcements/<int:pk>/<slug:action>",
        announcing.step,
        name="step_announcement",
    ),
    path("desk/issuing/filings", filings.kept, name="keep_filings"),
    path("desk/issuing/filings/submit", filings.submit, name="submit_filings"),
    path("desk/issuing/filings/<int:pk>", filings.one, name="keep_filing"),
    path("desk/issuing/filings/<int:pk>/form.docx", filings.form, name="filing_form"),
    path("desk/issuing/filings/<int:pk>/<slug:action>", filings.step, name="step_filing"),
]
