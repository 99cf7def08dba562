"""The length a password must have, said in the reader's language."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule; its own sentence has no Chinese in the release we use."""

    def get_error_message(self) -> str:
        """What is wrong, and how long it should be."""
        return _("密码太短了，至少要 {count} 个字符。").format(count=self.min_length)
