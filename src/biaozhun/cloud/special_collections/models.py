"""Tables of the special collections: a collection, its tree, its facets and what stands in it.

What stands in a collection is named by the slug of its number and never by a foreign key: editions
may be removed and come again, and the collection still holds them.
"""

from django.db import models

SLUG = 190  # characters; as long as a number's slug in the catalogue


class Collection(models.Model):
    """Standards and what belongs to them, chosen for a purpose and kept by somebody."""

    slug = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=300, blank=True, help_text="what it is for, a sentence")
    description = models.TextField(blank=True)
    kept_by = models.CharField(max_length=200, blank=True, help_text="the body that keeps it")
    published = models.BooleanField(default=False)
    query = models.TextField(
        blank=True, help_text="query string of the search its members are found by"
    )
    refreshed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["title", "slug"]

    def __str__(self) -> str:
        return self.title


class Node(models.Model):
    """A place in the tree of a collection."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "code"], name="a_code_stands_once_in_a_tree"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Term(models.Model):
    """A value of one of the two facets of a collection: a discipline or a stage."""

    class Facet(models.TextChoices):
        """What the values tell apart: 专业 or 阶段."""

        DISCIPLINE = "discipline"
        STAGE = "stage"

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="terms")
    facet = models.CharField(max_length=10, choices=Facet.choices)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["facet", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "facet", "code"], name="a_term_stands_once_in_a_facet"
            ),
            models.CheckConstraint(
                condition=models.Q(facet__in=["discipline", "stage"]),
                name="a_term_is_of_a_known_facet",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """Something that stands in a collection: a standard, a standard design or a component."""

    class Kind(models.TextChoices):
        """What it is: 标准, 标准设计图集, 构件/部品."""

        STANDARD = "standard"
        STANDARD_DESIGN = "standard_design"
        COMPONENT = "component"

    class Held(models.TextChoices):
        """Why it stands there, or why it does not.

        Placed by hand; found by the search; pinned, so that it stays when the search no longer
        finds it; left out, although the search finds it. The last two have a reason.
        """

        BY_HAND = "by_hand"
        FOUND = "found"
        PINNED = "pinned"
        LEFT_OUT = "left_out"

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.STANDARD)
    slug = models.CharField(
        max_length=SLUG, db_index=True, help_text="of the standard or edition, else its number"
    )
    number = models.CharField(max_length=SLUG)
    title = models.TextField(blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    date = models.DateField(null=True, blank=True)
    status = models.CharField(
        max_length=60, blank=True, help_text="in words of its own; of standards it is worked out"
    )
    rests_on = models.JSONField(
        default=list, blank=True, help_text="slugs of the standards it rests on"
    )
    inspection_link = models.URLField(max_length=500, blank=True)
    node = models.ForeignKey(
        Node, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    discipline = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stage = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held = models.CharField(max_length=8, choices=Held.choices, default=Held.BY_HAND)
    reason = models.CharField(max_length=300, blank=True)
    sort_key = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["sort_key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "kind", "slug"], name="an_item_stands_once_in_a_collection"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["standard", "standard_design", "component"]),
                name="an_item_has_a_known_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(held__in=["by_hand", "found"])
                | (models.Q(held__in=["pinned", "left_out"]) & ~models.Q(reason="")),
                name="who_overrules_the_search_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_shown(self) -> bool:
        """Whether it counts as standing in the collection."""
        return self.held != Item.Held.LEFT_OUT


class MembershipChange(models.Model):
    """Something came into a collection or went out of it."""

    class Way(models.TextChoices):
        """In or out."""

        IN = "in"
        OUT = "out"

    class Cause(models.TextChoices):
        """The search was asked afresh, a person did it, or a table was taken in."""

        SEARCH = "search"
        HAND = "hand"
        TABLE = "table"

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="changes")
    way = models.CharField(max_length=3, choices=Way.choices)
    cause = models.CharField(max_length=6, choices=Cause.choices)
    kind = models.CharField(max_length=16, choices=Item.Kind.choices)
    slug = models.CharField(max_length=SLUG)
    number = models.CharField(max_length=SLUG)
    happened = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-happened", "-id"]

    def __str__(self) -> str:
        return f"{self.way} {self.number}"
