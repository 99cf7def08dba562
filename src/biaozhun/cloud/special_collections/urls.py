"""Addresses of the slice's pages."""

from django.urls import URLPattern

app_name = "special_collections"
urlpatterns: list[URLPattern] = []
