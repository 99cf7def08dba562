"""Addresses of the slice's pages."""

from django.urls import URLPattern

app_name = "texts"
urlpatterns: list[URLPattern] = []
