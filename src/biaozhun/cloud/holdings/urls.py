"""Addresses of the slice's pages."""

from django.urls import URLPattern

app_name = "holdings"
urlpatterns: list[URLPattern] = []
