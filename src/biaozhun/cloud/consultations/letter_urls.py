"""Addresses of letter pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
