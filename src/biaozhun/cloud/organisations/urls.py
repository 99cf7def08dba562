"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.organisations.views import (
    bodies,
    collectives,
    issues,
    keeping,
    meetings,
    units,
)

app_name = "organisations"

urlpatterns = [
    path("organisations", units.organisations, name="organisations"),
    path("organisations/new", keeping.add, name="add"),
    path("organisations/import", keeping.import_table, name="import"),
    path("organisations/imports/<int:pk>", keeping.import_run, name="import_run"),
    path("organisations/collectives", collectives.collectives, name="collectives"),
    path("organisations/collectives/new", collectives.add, name="add_collective"),
    path("organisations/collectives/<int:pk>", collectives.collective, name="collective"),
    path("organisations/collectives/<int:pk>/change", collectives.change, name="change_collective"),
    path("organisations/collectives/<int:pk>/remove", collectives.remove, name="remove_collective"),
    path("organisations/<int:pk>", units.organisation, name="organisation"),
    path("organisations/<int:pk>/change", keeping.change, name="change"),
    path("organisations/<int:pk>/rename", keeping.rename, name="rename"),
    path("organisations/<int:pk>/end", keeping.end, name="end"),
    path("organisations/<int:pk>/names/new", keeping.add_name, name="add_name"),
    path("organisations/<int:pk>/names/<int:name>", keeping.change_name, name="change_name"),
    path("organisations/<int:pk>/names/<int:name>/remove", keeping.remove_name, name="remove_name"),
    path("bodies", bodies.bodies, name="bodies"),
    path("bodies/new", bodies.add, name="add_body"),
    path("bodies/<int:pk>", bodies.body, name="body"),
    path("bodies/<int:pk>/change", bodies.change, name="change_body"),
    path("bodies/<int:pk>/term", bodies.begin_term, name="begin_term"),
    path("bodies/<int:pk>/seats/new", bodies.add_seat, name="add_seat"),
    path("bodies/<int:pk>/seats/<int:seat>", bodies.change_seat, name="change_seat"),
    path("bodies/<int:pk>/seats/<int:seat>/remove", bodies.remove_seat, name="remove_seat"),
    path("bodies/<int:pk>/work/new", bodies.add_work, name="add_work"),
    path("bodies/<int:pk>/work/<int:work>/remove", bodies.remove_work, name="remove_work"),
    path("bodies/<int:pk>/meetings/new", meetings.add, name="add_meeting"),
    path("meetings", meetings.meetings, name="meetings"),
    path("meetings/<int:pk>", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change", meetings.change, name="change_meeting"),
    path("meetings/<int:pk>/hold", meetings.hold, name="hold_meeting"),
    path("meetings/<int:pk>/cancel", meetings.cancel, name="cancel_meeting"),
    path("meetings/<int:pk>/attendance", meetings.attendance, name="attendance"),
    path("meetings/<int:pk>/items/new", meetings.add_item, name="add_item"),
    path("meetings/<int:pk>/items/<int:item>", meetings.change_item, name="change_item"),
    path("meetings/<int:pk>/items/<int:item>/<slug:action>", meetings.step_item, name="step_item"),
    path("issues", issues.issues, name="issues"),
    path("issues/new", issues.add, name="raise_issue"),
    path("issues/<int:pk>", issues.issue, name="issue"),
    path("issues/<int:pk>/<slug:action>", issues.step, name="step_issue"),
]
