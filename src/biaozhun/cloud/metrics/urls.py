"""Where the slice is found."""

from django.urls import URLPattern

app_name = "metrics"

urlpatterns: list[URLPattern] = []
