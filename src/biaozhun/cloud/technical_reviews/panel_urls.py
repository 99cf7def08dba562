"""Addresses of drawing, invitations and opinions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
