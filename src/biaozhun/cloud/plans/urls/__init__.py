"""Where the slice is found."""

from django.urls import URLPattern

from biaozhun.cloud.plans.urls.reading import reading_patterns
from biaozhun.cloud.plans.urls.work import work_patterns

app_name = "plans"

urlpatterns: list[URLPattern] = [*work_patterns, *reading_patterns]
