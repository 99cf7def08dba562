"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.targets.views import keeping, public, reporting

app_name = "targets"

urlpatterns = [
    path("targets", public.listing, name="list"),
    path("targets/<int:pk>", public.page, name="target"),
    path("targets/<int:pk>/bind", keeping.bind, name="bind"),
    path("targets/<int:pk>/baseline", keeping.baseline, name="baseline"),
    path("targets/<int:pk>/report", reporting.report, name="report"),
    path("targets/values/<int:pk>/decide", reporting.decide, name="decide"),
    path("targets/values/<int:pk>/file", reporting.file, name="file"),
    path("plans/<int:pk>/targets", public.of_plan, name="of_plan"),
    path("plans/<int:pk>/targets/suggestions", keeping.suggestions, name="suggestions"),
]
