"""Addresses of the slice."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
