"""Which forms there are, and which template of one holds on a day."""

from biaozhun.cloud.form_templates.queries.forms import forms_for
from biaozhun.cloud.form_templates.queries.sealed import sealed_copies
from biaozhun.cloud.form_templates.queries.templates import template_on

__all__ = ["forms_for", "sealed_copies", "template_on"]
