"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.texts.views import desk, reading

app_name = "texts"
urlpatterns = [
    path("texts", reading.report, name="report"),
    path("texts/file/<int:pk>/<str:name>", reading.file, name="file"),
    path("texts/<path:slug>", reading.read, name="read"),
    path("desk/texts", desk.texts, name="desk"),
    path("desk/texts/new", desk.new, name="new"),
    path("desk/texts/<int:pk>", desk.preview, name="preview"),
    path("desk/texts/<int:pk>/decide", desk.decide, name="decide"),
    path("desk/texts/<int:pk>/take-down", desk.take_down, name="take_down"),
    path("desk/texts/<int:pk>/discard", desk.discard, name="discard"),
]
