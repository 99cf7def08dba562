"""The register: a law, its life, its texts in articles, and what of the platform it governs."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from biaozhun.cloud.accounts.models import Organisation

TITLE, BODY, LABEL = 300, 200, 60  # characters


class Law(models.Model):
    """A law, regulation, rule or policy; how it stands on a day follows from its dates."""

    class Kind(models.TextChoices):
        """The level of the document, from the highest down."""

        LAW = "law"  # 法律
        REGULATION = "regulation"  # 行政法规
        DEPARTMENT_RULE = "department_rule"  # 部门规章
        LOCAL_REGULATION = "local_regulation"  # 地方性法规
        LOCAL_RULE = "local_rule"  # 地方政府规章
        NORMATIVE = "normative"  # 规范性文件
        POLICY = "policy"  # 政策文件

    class Right(models.TextChoices):
        """Whether its articles are shown here to everybody."""

        SHOWN = "shown"
        LINKED = "linked"  # only the link to the official text

    class Confidence(models.TextChoices):
        """How the facts came to be known."""

        READ = "read"  # in the full official text
        SECOND_HAND = "second_hand"  # in a secondary source
        UNCHECKED = "unchecked"  # nobody has compared them with the official text

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=TITLE, db_index=True)
    title_en = models.CharField(max_length=TITLE, blank=True)
    title_key = models.CharField(
        max_length=TITLE, db_index=True, help_text="folded, without 中华人民共和国 and the year"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    issuer = models.CharField(max_length=BODY, db_index=True)
    number = models.CharField(max_length=100, blank=True, help_text="令第26号, 国发〔2015〕13号")
    region = models.CharField(max_length=12, blank=True, db_index=True, help_text="division code")
    is_draft = models.BooleanField(default=False, help_text="drafted, and not published yet")
    adopted = models.DateField(null=True, blank=True)
    published = models.DateField(null=True, blank=True)
    in_force = models.DateField(null=True, blank=True)
    abolished = models.DateField(null=True, blank=True, help_text="first day it no longer holds")
    abolished_basis = models.CharField(max_length=TITLE, blank=True)
    address = models.URLField(max_length=500, blank=True, help_text="of the official text")
    right = models.CharField(max_length=10, choices=Right.choices, default=Right.SHOWN)
    confidence = models.CharField(
        max_length=12, choices=Confidence.choices, default=Confidence.UNCHECKED
    )
    source = models.CharField(max_length=TITLE, blank=True, help_text="where the facts come from")
    note = models.TextField(blank=True)
    changed = models.DateTimeField()

    class Meta:
        ordering = ["-published", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(abolished=None) | ~models.Q(abolished_basis=""),
                name="an_abolished_law_has_its_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("laws:law", args=[self.slug])


class Amendment(models.Model):
    """That a law was amended; its number and title stay."""

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="amendments")
    published = models.DateField()
    in_force = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=TITLE, help_text="the decision or order")

    class Meta:
        ordering = ["published", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "published", "basis"], name="a_law_is_amended_once_by_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.published}"


class LawRelation(models.Model):
    """What one law does to another."""

    class Kind(models.TextChoices):
        """修改、废止、代替、实施（依据）."""

        AMENDS = "amends"
        ABOLISHES = "abolishes"
        REPLACES = "replaces"
        IMPLEMENTS = "implements"

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    other = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="concerned_by")

    class Meta:
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "kind", "other"], name="a_law_does_one_thing_to_another_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(law=models.F("other")), name="no_law_concerns_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.kind} {self.other}"


class LawVersion(models.Model):
    """A text of a law as it reads from a day on; the file itself is not kept."""

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="versions")
    since = models.DateField(null=True, blank=True, help_text="first day it reads so")
    name = models.CharField(max_length=BODY, blank=True, help_text="what the file was called")
    sha256 = models.CharField(max_length=64, help_text="of the text as read")
    added = models.DateTimeField()
    person = models.CharField(max_length=150)

    class Meta:
        ordering = ["-since", "-added", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["law", "sha256"], name="a_text_stands_once_in_a_law")
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.since or ''}"


class Article(models.Model):
    """An article of a text, or a point of a policy; what comes before the first one too."""

    version = models.ForeignKey(LawVersion, on_delete=models.CASCADE, related_name="articles")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=LABEL, blank=True, help_text="第五条, 二(一)")
    anchor = models.CharField(max_length=LABEL)
    heading = models.CharField(max_length=BODY, blank=True, help_text="chapter that begins here")
    text = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "anchor"], name="an_anchor_stands_once_in_a_text"
            )
        ]

    def __str__(self) -> str:
        return self.label or self.anchor


class ResponsibleUnit(models.Model):
    """Which organisation of this installation answers for what an issuer issued."""

    issuer = models.CharField(max_length=BODY, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["issuer"]

    def __str__(self) -> str:
        return f"{self.issuer} → {self.organisation}"


class LawFunction(models.Model):
    """That a law governs a function of the platform, by an article where one is named."""

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="functions")
    function = models.CharField(max_length=30, help_text="code of a platform function")
    article = models.CharField(max_length=LABEL, blank=True)

    class Meta:
        ordering = ["function", "article"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "function", "article"], name="a_law_governs_a_function_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.function}"


class RuleBasis(models.Model):
    """That a rule of a rule pack rests on an article; a change of the law marks it.

    The rule is advice until somebody signs it again.
    """

    law = models.ForeignKey(Law, on_delete=models.CASCADE, related_name="rule_bases")
    rule = models.CharField(max_length=60, db_index=True, help_text="code of the rule: T-03")
    article = models.CharField(max_length=LABEL, blank=True)
    marked = models.DateField(null=True, blank=True, help_text="since when it is to be re-signed")
    reason = models.CharField(max_length=TITLE, blank=True, help_text="why it is marked")
    signed = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ["rule", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "rule", "article"], name="a_rule_rests_on_an_article_once"
            ),
            models.CheckConstraint(
                condition=models.Q(marked=None) | ~models.Q(reason=""),
                name="what_is_marked_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} ← {self.law} {self.article}"


class RegisterImport(models.Model):
    """A table that was taken in, with the rows that were not; kept for who brought it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=BODY)
    made = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    heading = models.JSONField(default=list)
    rejected = models.JSONField(default=list, help_text="cells, line, reason")

    class Meta:
        ordering = ["-made", "-id"]

    def __str__(self) -> str:
        return self.name
