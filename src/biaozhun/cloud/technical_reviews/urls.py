"""Addresses of the slice."""

from typing import Any

app_name = "technical_reviews"
urlpatterns: list[Any] = []
