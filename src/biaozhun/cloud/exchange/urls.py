"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.exchange.views import oai

app_name = "exchange"
urlpatterns = [
    path("oai", oai.oai, name="oai"),
]
