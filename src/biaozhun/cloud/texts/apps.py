"""The slice as a Django application."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Full texts of editions, read clause by clause."""

    name = "biaozhun.cloud.texts"
    label = "texts"

    def ready(self) -> None:
        """Editions are found by what stands in open texts, and know the texts that cite them."""
        from biaozhun.cloud.catalogue.indexing import register_full_texts  # noqa: PLC0415  -- models come after the applications
        from biaozhun.cloud.texts import listeners  # noqa: F401, PLC0415  -- registers itself
        from biaozhun.cloud.texts.queries.held import OpenTexts  # noqa: PLC0415  -- likewise

        register_full_texts(OpenTexts())
