"""Addresses of the slice's pages."""

from django.urls import URLPattern

app_name = "desk"
urlpatterns: list[URLPattern] = []
