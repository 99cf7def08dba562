"""Addresses of the slice's pages."""

from django.urls import URLPattern

app_name = "cataloguing"
urlpatterns: list[URLPattern] = []
