"""Where the slice is found."""

from django.urls import path

from biaozhun.cloud.metrics.views import public, questions

app_name = "metrics"

urlpatterns = [
    path("metrics", public.listing, name="list"),
    path("metrics/questions", questions.listing, name="questions"),
    path("metrics/questions/<int:pk>", questions.question, name="question"),
    path("metrics/questions/<int:pk>/stop", questions.stop, name="stop"),
    path("metrics/reports/<str:number>", questions.report, name="report"),
    path("metrics/reports/<str:number>/rows.csv", questions.report_rows, name="report_rows"),
    path("metrics/<str:key>", public.page, name="metric"),
    path("metrics/<str:key>/keep", questions.keep, name="keep"),
]
