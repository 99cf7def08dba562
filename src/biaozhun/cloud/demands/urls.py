"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.demands.views import (
    demands,
    desk,
    files,
    filing,
    receipts,
    suggestions,
    turning,
)

app_name = "demands"

urlpatterns = [
    path("demands", demands.demands, name="demands"),
    path("demands/new", filing.new_demand, name="new_demand"),
    path("demands/similar", filing.similar_demands, name="similar"),
    path("demands/mine", demands.mine, name="mine"),
    path("demands/analysis", demands.analysis, name="analysis"),
    path("demands/feed.atom", demands.feed, name="feed"),
    path("demands/files/<int:pk>", files.file, name="file"),
    path("demands/<int:pk>", demands.demand, name="demand"),
    path("demands/<int:pk>/support", demands.say_me_too, name="support"),
    path("demands/<int:pk>/mine/<slug:action>", demands.act, name="act_on_demand"),
    path("suggestions", suggestions.suggestions, name="suggestions"),
    path("suggestions/new", filing.new_suggestion, name="new_suggestion"),
    path("suggestions/<int:pk>", suggestions.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/mine/<slug:action>", suggestions.act, name="act_on_suggestion"),
    path("receipts", receipts.receipt, name="receipt"),
    path("receipts/leave", receipts.leave, name="leave_receipt"),
    path("receipts/files/<int:pk>", receipts.file, name="receipt_file"),
    path("receipts/<slug:action>", receipts.act, name="act_on_receipt"),
    path("desk/demands", desk.demands, name="desk_demands"),
    path("desk/demands/<int:pk>", desk.demand, name="desk_demand"),
    path("desk/demands/<int:pk>/suggest", turning.suggest, name="suggest"),
    path("desk/demands/<int:pk>/filer/forget", desk.forget_filer_of_demand, name="forget_demand"),
    path("desk/demands/<int:pk>/<slug:action>", desk.step_of_demand, name="step_demand"),
    path("desk/suggestions", desk.suggestions, name="desk_suggestions"),
    path("desk/suggestions/<int:pk>", desk.suggestion, name="desk_suggestion"),
    path(
        "desk/suggestions/<int:pk>/filer/forget",
        desk.forget_filer_of_suggestion,
        name="forget_suggestion",
    ),
    path(
        "desk/suggestions/<int:pk>/<slug:action>", desk.step_of_suggestion, name="step_suggestion"
    ),
]
