"""Addresses of the slice."""

from biaozhun.cloud.technical_reviews.panel_urls import urlpatterns as of_panels

app_name = "technical_reviews"
urlpatterns = [*of_panels]
