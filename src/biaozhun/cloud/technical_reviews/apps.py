"""The slice as a Django application."""

from django.apps import AppConfig


class TechnicalReviewsConfig(AppConfig):
    """The sector department's check, and technical review by committee or panel."""

    name = "biaozhun.cloud.technical_reviews"
    label = "technical_reviews"
