"""What is known of public consultations: which comments say the same, and how fast they go."""

from biaozhun.core.consulting.figures import Handled, days_of, median_days
from biaozhun.core.consulting.likeness import Remark, alike, groups

__all__ = ["Handled", "Remark", "alike", "days_of", "groups", "median_days"]
