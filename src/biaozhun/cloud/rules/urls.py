"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.rules.views import days, desk, public

app_name = "rules"

urlpatterns = [
    path("rules", public.rules, name="rules"),
    path("desk/limits", desk.limits, name="limits"),
    path("desk/limits/<int:pk>/history", desk.history, name="history"),
    path("desk/limits/<int:pk>/<slug:rule>/state", desk.state, name="state"),
    path("desk/limits/<int:pk>/<slug:rule>/end", desk.end, name="end"),
    path("desk/limits/<int:pk>/<slug:rule>/sign", desk.sign, name="sign"),
    path("desk/limits/<int:pk>/<slug:rule>/revoke", desk.revoke, name="revoke"),
    path("desk/holidays", days.holidays, name="holidays"),
    path("desk/holidays/<int:year>", days.year, name="year"),
    path("desk/holidays/<int:year>/remove", days.remove, name="remove_year"),
]
