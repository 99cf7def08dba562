"""Where the slice is found."""

from django.urls import URLPattern

app_name = "organisations"

urlpatterns: list[URLPattern] = []
