"""Addresses of the slice."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
