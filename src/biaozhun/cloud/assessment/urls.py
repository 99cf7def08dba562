"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.assessment.views import assessments, inspections, units

app_name = "assessment"
urlpatterns = [
    path("assessments", assessments.listing, name="assessments"),
    path("assessments/new", assessments.new, name="assessment_new"),
    path("assessments/<int:pk>", assessments.one, name="assessment"),
    path("assessments/<int:pk>/scheme", assessments.change, name="assessment_scheme"),
    path("assessments/<int:pk>/step", assessments.step, name="assessment_step"),
    path("assessments/units/<int:pk>", units.own_score, name="assessee"),
    path("assessments/units/<int:pk>/review", units.review, name="assessee_review"),
    path("assessments/units/<int:pk>/back", units.send_back, name="assessee_back"),
    path("inspections", inspections.listing, name="inspections"),
    path("inspections/new", inspections.new, name="inspection_new"),
    path("inspections/<int:pk>", inspections.one, name="inspection"),
    path("inspections/<int:pk>/step", inspections.step, name="inspection_step"),
    path("inspections/findings/<int:pk>", inspections.finding, name="finding"),
    path("inspections/findings/<int:pk>/judge", inspections.judge, name="finding_judge"),
]
