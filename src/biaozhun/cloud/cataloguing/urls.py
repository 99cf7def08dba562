"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.cataloguing.views import conflicts, editing, numbers, rules, undoing

app_name = "cataloguing"
urlpatterns = [
    path("desk/conflicts", conflicts.conflicts, name="conflicts"),
    path("desk/conflicts/<int:pk>", conflicts.decide, name="decide"),
    path("desk/rules", rules.rules, name="rules"),
    path("desk/rules/<int:pk>/withdraw", rules.withdraw, name="withdraw_rule"),
    path("desk/edit", editing.find, name="find"),
    path("desk/edit/<path:slug>", editing.edit, name="edit"),
    path("desk/statements/<int:pk>/withdraw", editing.withdraw, name="withdraw"),
    path("desk/numbers", numbers.numbers, name="numbers"),
    path("desk/numbers/<int:pk>/take-back", numbers.take_back, name="take_back"),
    path("desk/part/<path:slug>", numbers.part, name="part"),
    path("desk/runs", undoing.runs, name="runs"),
    path("desk/runs/<int:pk>/undo", undoing.undo, name="undo"),
    path("desk/runs/<int:pk>/stop", undoing.stop, name="stop"),
]
