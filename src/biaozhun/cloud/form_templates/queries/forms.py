"""The forms that slices registered."""

from biaozhun.cloud.form_templates.registry import PaperForm, forms


def forms_for(prefix: str) -> list[PaperForm]:
    """The forms of a slice, by the first part of their name, in the order it registered them."""
    return [form for name, form in forms().items() if name.partition(".")[0] == prefix]
