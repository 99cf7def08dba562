"""Addresses of the slice."""

from django.urls import path

from biaozhun.cloud.green_channel.views import desk, keeping, public

app_name = "green_channel"
urlpatterns = [
    path("green-channel", public.green_channel, name="green_channel"),
    path("green-channel/<int:pk>", public.use, name="public_use"),
    path("desk/green-channel", desk.desk, name="desk"),
    path("desk/green-channel/grounds", keeping.grounds, name="grounds"),
    path("desk/green-channel/grounds/<int:pk>/retire", keeping.retire, name="retire"),
    path("desk/green-channel/projects/<int:pk>/ask", desk.ask, name="ask"),
    path("desk/green-channel/<int:pk>", desk.use, name="use"),
    path("desk/green-channel/<int:pk>/check", desk.check, name="check"),
    path("desk/green-channel/<int:pk>/confirm", desk.confirm, name="confirm"),
    path("desk/green-channel/<int:pk>/form.docx", desk.paper, name="paper"),
    path("desk/green-channel/<int:pk>/skips", desk.skip, name="skip"),
    path("desk/green-channel/<int:pk>/steps/<slug:action>", desk.step, name="step"),
    path("desk/green-channel/skips/<int:pk>/<slug:action>", desk.step_of_skip, name="step_of_skip"),
]
