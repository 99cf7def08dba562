"""Tasks: the finest numbered items of work, or each group of sentences with its own units.

What the genre calls a task, and the tables made by hand agree on:

* A group of sentences that carries a bracket or line naming units is a task wherever it stands.
* A numbered item without one is a task if nothing numbered stands below it and no chapter above it
  is a principle, a goal, a step or background. Safeguards (保障措施) in numbered items are tasks.
* 一是 and —— part the sentences of an item; they are no numbers.
* A chapter that only holds items (三、重点举措) is no task, nor are its unnumbered paragraphs.
* In a text that names units elsewhere, the items of a chapter that lists things (重点发展产品)
  and names none are no tasks.
"""

from biaozhun.core.policy.tasks.finding import tasks
from biaozhun.core.policy.tasks.reporting import diagnostics

__all__ = ["diagnostics", "tasks"]
