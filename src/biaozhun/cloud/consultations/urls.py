"""Addresses of the slice."""

from biaozhun.cloud.consultations import desk_urls, letter_urls

app_name = "consultations"
urlpatterns = [*desk_urls.urlpatterns, *letter_urls.urlpatterns]
