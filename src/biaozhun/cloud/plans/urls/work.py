"""Where the work on tasks is found."""

from django.urls import URLPattern

work_patterns: list[URLPattern] = []
