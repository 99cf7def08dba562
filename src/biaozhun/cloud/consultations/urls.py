"""Addresses of the slice."""

from typing import Any

app_name = "consultations"
urlpatterns: list[Any] = []
