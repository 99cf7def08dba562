"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.screening.views import asking

app_name = "screening"
urlpatterns = [path("screening", asking.screening, name="screening")]
