"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.clocks.views.board import board, times
from biaozhun.cloud.clocks.views.public import averages_page, clocks

app_name = "clocks"
urlpatterns = [
    path("clocks", clocks, name="clocks"),
    path("clocks/averages", averages_page, name="averages"),
    path("desk/clocks", board, name="board"),
    path("desk/clocks/times/<int:pk>", times, name="times"),
]
