"""Addresses of the slice's pages."""

from django.urls import path

from biaozhun.cloud.exchange.views import bulk, desk, oai, register, schemas

app_name = "exchange"
urlpatterns = [
    path("oai", oai.oai, name="oai"),
    path("exchange", register.register, name="register"),
    path("exchange/partners", register.partner_register, name="partners"),
    path("exchange/statements.xsd", schemas.statements_xsd, name="statements_xsd"),
    path("exchange/statements.json", schemas.statements_json, name="statements_json"),
    path("bulk", bulk.bulk, name="bulk"),
    path("bulk/<str:name>", bulk.bulk_file, name="bulk_file"),
    path("desk/exchange", desk.desk, name="desk"),
    path("desk/exchange/partner", desk.partner, name="partner_new"),
    path("desk/exchange/partner/<int:pk>", desk.partner, name="partner"),
    path("desk/exchange/agreement", desk.agreement, name="agreement"),
    path("desk/exchange/agreement/<int:pk>", desk.agreement, name="agreement_change"),
    path("desk/exchange/agreement/<int:pk>/end", desk.agreement_end, name="agreement_end"),
    path("desk/exchange/harvest/<slug:slug>", desk.harvest_now, name="harvest_now"),
]
