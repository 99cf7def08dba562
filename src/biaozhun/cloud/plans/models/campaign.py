"""What a campaign has besides its tasks: scope, participants, standards, milestones, results."""

from django.db import models

from biaozhun.cloud.plans.models.plan import Plan


class CampaignFact(models.Model):
    """What a campaign reaches, who takes part, what came of it; one a plan."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="campaign")
    scope = models.TextField(blank=True)
    participants = models.TextField(blank=True)
    results = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.plan_id)


class CampaignStandard(models.Model):
    """A standard that a campaign carries out or brings forth, named and not owned."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="standards")
    rank = models.PositiveIntegerField()
    number = models.CharField(max_length=190)
    slug = models.CharField(max_length=190, db_index=True)

    class Meta:
        ordering = ["plan", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "slug"], name="a_campaign_names_a_standard_once"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Milestone(models.Model):
    """A day by which something of a plan is there."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due = models.DateField()
    reached = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "due", "id"]

    def __str__(self) -> str:
        return self.title
