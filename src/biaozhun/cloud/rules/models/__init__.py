"""What regions state of their own, what their officers signed, and the holidays loaded."""

from biaozhun.cloud.rules.models.holiday import HolidayDay, HolidayYear
from biaozhun.cloud.rules.models.override import RuleOverride
from biaozhun.cloud.rules.models.signature import RuleSignature

__all__ = ["HolidayDay", "HolidayYear", "RuleOverride", "RuleSignature"]
