"""Where plans and their texts are found."""

from django.urls import URLPattern

reading_patterns: list[URLPattern] = []
