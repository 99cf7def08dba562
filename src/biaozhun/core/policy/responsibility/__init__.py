"""Who does a task: the brackets and lines that name units, read into units, roles and deadline."""

from biaozhun.core.policy.responsibility.charge import Charge, combined
from biaozhun.core.policy.responsibility.drafting import Part
from biaozhun.core.policy.responsibility.finding import charges_in, sentence_charge
from biaozhun.core.policy.responsibility.reading import part_of, read_charge
from biaozhun.core.policy.responsibility.squeezing import squeezed
from biaozhun.core.policy.responsibility.stated_once import lead_stated_once

__all__ = [
    "Charge",
    "Part",
    "charges_in",
    "combined",
    "lead_stated_once",
    "part_of",
    "read_charge",
    "sentence_charge",
    "squeezed",
]
