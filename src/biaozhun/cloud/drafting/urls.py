"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.drafting.views import (
    call_desk,
    calls,
    page,
    papers,
    proceedings,
    records,
    register,
    team,
)

app_name = "drafting"

urlpatterns = [
    path("projects", register.projects, name="projects"),
    path("projects/patents", records.patents, name="patents"),
    path("projects/<int:pk>", page.project, name="project"),
    path("projects/<int:pk>/steps/<slug:action>", page.step, name="step"),
    path("projects/<int:pk>/documents/new", papers.add, name="add_document"),
    path("projects/<int:pk>/documents/<int:document>", papers.download, name="document"),
    path("projects/<int:pk>/documents/<int:document>/findings", papers.findings, name="findings"),
    path("projects/<int:pk>/documents/<int:document>/check", papers.check, name="check"),
    path("projects/<int:pk>/documents/<int:document>/compare", papers.compare, name="compare"),
    path("projects/<int:pk>/documents/<int:document>/show", papers.show, name="show_document"),
    path("projects/<int:pk>/documents/<int:document>/travel", papers.travel, name="travel"),
    path("projects/<int:pk>/note", papers.note, name="note"),
    path("projects/<int:pk>/forms/<slug:name>", papers.form, name="form"),
    path("projects/<int:pk>/proceedings/new", proceedings.add, name="add_proceeding"),
    path(
        "projects/<int:pk>/proceedings/<int:proceeding>",
        proceedings.change,
        name="change_proceeding",
    ),
    path("projects/<int:pk>/units", team.units, name="units"),
    path("projects/<int:pk>/team", team.team, name="team"),
    path("projects/<int:pk>/team/move", team.move, name="move"),
    path("projects/<int:pk>/charge", team.charge, name="charge"),
    path("projects/<int:pk>/timetable", team.timetable, name="timetable"),
    path("projects/<int:pk>/patents/new", records.add_patent, name="add_patent"),
    path("projects/<int:pk>/patents/<int:patent>", records.patent, name="patent"),
    path("projects/<int:pk>/patents/<int:patent>/handling", records.handle, name="handle_patent"),
    path("projects/<int:pk>/changes/new", records.ask, name="ask_change"),
    path("projects/<int:pk>/changes/<int:change>/take-back", records.take_back, name="take_back"),
    path(
        "projects/<int:pk>/changes/<int:change>/<slug:action>",
        records.decide,
        name="decide_change",
    ),
    path("calls", calls.calls, name="calls"),
    path("calls/receipt", calls.receipt, name="receipt"),
    path("calls/<int:pk>", calls.call, name="call"),
    path("calls/applications/<int:pk>", calls.application, name="application"),
    path("calls/applications/<int:pk>/take-back", calls.take_back, name="take_back_application"),
    path("desk/projects", register.my_projects, name="my_projects"),
    path("desk/calls", call_desk.kept, name="kept_calls"),
    path("desk/calls/new", call_desk.new, name="new_call"),
    path("desk/calls/<int:pk>", call_desk.kept_call, name="kept_call"),
    path("desk/calls/<int:pk>/change", call_desk.change, name="change_call"),
    path("desk/calls/<int:pk>/step", call_desk.step, name="step_call"),
    path("desk/calls/<int:pk>/applications/<int:application>", call_desk.answer, name="answer"),
]
