"""Why a template or a scan is refused."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class TemplateRefusedError(BiaozhunError):
    """A template or a scan that is not taken, or a form that cannot be filled; nothing has changed.

    Codes: see :data:`biaozhun.cloud.form_templates.wording.REFUSAL`.
    """

    default_code: ClassVar[str] = "template_refused"
