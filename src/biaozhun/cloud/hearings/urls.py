"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.hearings.views import (
    carrying,
    desk,
    public,
    receipts,
    representatives,
    taking_part,
)

app_name = "hearings"
urlpatterns = [
    path("hearings", public.hearings, name="hearings"),
    path("hearings/participation", public.participation_page, name="participation"),
    path("hearings/receipt", receipts.receipt, name="receipt"),
    path("hearings/receipt/leave", receipts.leave, name="leave_receipt"),
    path("hearings/receipt/<slug:action>", receipts.act, name="act"),
    path("hearings/<int:pk>", public.hearing, name="hearing"),
    path("desk/hearings", desk.hearings, name="desk"),
    path("desk/hearings/mine", taking_part.mine, name="mine"),
    path(
        "desk/hearings/mine/registrations/<int:pk>/<slug:action>",
        taking_part.act_on_registration,
        name="act_on_registration",
    ),
    path(
        "desk/hearings/mine/invitations/<int:pk>/<slug:action>",
        taking_part.act_on_invitation,
        name="answer_invitation",
    ),
    path("desk/hearings/criteria", desk.criteria, name="criteria"),
    path("desk/hearings/projects/<int:pk>/decide", desk.decide, name="decide"),
    path("desk/hearings/projects/<int:pk>/prepare", desk.prepare, name="prepare"),
    path("desk/hearings/<int:pk>", desk.keep, name="keep"),
    path("desk/hearings/<int:pk>/change", desk.change, name="change"),
    path("desk/hearings/<int:pk>/papers", desk.papers, name="papers"),
    path("desk/hearings/<int:pk>/steps/<slug:action>", desk.step, name="step"),
    path("desk/hearings/<int:pk>/attendance", carrying.attendance, name="attendance"),
    path("desk/hearings/<int:pk>/course", carrying.course, name="course"),
    path("desk/hearings/<int:pk>/minutes", carrying.bring_minutes, name="bring_minutes"),
    path("desk/hearings/<int:pk>/minutes/make", carrying.make_minutes, name="make_minutes"),
    path("desk/hearings/<int:pk>/opinions", carrying.note_opinion, name="note_opinion"),
    path(
        "desk/hearings/opinions/<int:pk>/<slug:action>",
        carrying.handle_opinion,
        name="handle_opinion",
    ),
    path(
        "desk/hearings/registrations/<int:pk>/<slug:action>",
        carrying.answer_registration,
        name="answer_registration",
    ),
    path("desk/representatives", representatives.representatives, name="representatives"),
    path("desk/representatives/new", representatives.enter, name="enter"),
    path("desk/representatives/import", representatives.import_page, name="import"),
    path("desk/representatives/import/<int:pk>", representatives.import_run, name="import_run"),
    path("desk/representatives/<int:pk>", representatives.change, name="change_representative"),
    path("desk/representatives/<int:pk>/leave", representatives.leave, name="leave"),
    path("desk/representatives/projects/<int:pk>", representatives.invite, name="invite"),
    path(
        "desk/representatives/invitations/<int:pk>",
        representatives.invitation,
        name="invitation",
    ),
    path(
        "desk/representatives/invitations/<int:pk>/<slug:action>",
        representatives.act_on_invitation,
        name="act_on_invitation",
    ),
]
