"""Addresses of the desk of comments."""

from django.urls import path

from biaozhun.cloud.consultations.views import desk, many, places, settling

urlpatterns = [
    path("desk/consultations", desk.overview, name="desk"),
    path("desk/consultations/<int:pk>", desk.table, name="table"),
    path("desk/consultations/<int:pk>/comments/<int:number>", desk.comment, name="answer"),
    path("desk/consultations/<int:pk>/many", many.many, name="many"),
    path("desk/consultations/<int:pk>/likeness", many.likeness, name="likeness"),
    path("desk/consultations/<int:pk>/settle", settling.settle, name="settle"),
    path("desk/consultations/<int:pk>/drafts/<int:document>", places.places, name="places"),
    path(
        "desk/consultations/<int:pk>/drafts/<int:document>/comments/<int:number>",
        places.correct_place,
        name="correct_place",
    ),
]
