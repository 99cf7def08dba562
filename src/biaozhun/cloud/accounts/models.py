"""People who sign in, and the organisations they work for."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a person may do; each role may do all that those before it may.

    A reader borrows and wishes; a cataloguer edits facts, decides conflicts and keeps copies; an
    operator brings in sources and takes runs back; an administrator looks after people.
    """

    READER = "reader"
    CATALOGUER = "cataloguer"
    OPERATOR = "operator"
    ADMINISTRATOR = "administrator"

    @property
    def rank(self) -> int:
        """Its place in the order of the roles, 0 for a reader."""
        return list(Role).index(self)


class People(BaseUserManager["Person"]):
    """Making accounts."""

    def create_user(self, email: str, password: str | None = None, **told: object) -> "Person":
        """An account; without a password nobody can sign in until one is set."""
        person = self.model(email=self.normalize_email(email).lower(), **told)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Organisation(models.Model):
    """A unit whose people work on this installation."""

    name = models.CharField(max_length=200, unique=True)
    credit_code = models.CharField(
        max_length=18, blank=True, help_text="unified social credit code (GB 32100)"
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~models.Q(credit_code=""),
                name="a_credit_code_names_one_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody who signs in, by e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    leads_organisation = models.BooleanField(
        default=False, help_text="looks after the accounts of the organisation's people"
    )
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = People()

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]),
                name="a_person_has_a_known_role",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def may(self, role: Role) -> bool:
        """Whether this person's role reaches that far."""
        return self.is_active and Role(self.role).rank >= role.rank


class Invitation(models.Model):
    """A link by which somebody sets the password of their account, once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="invitation")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of what the link says")
    made = models.DateTimeField()
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.expires:%Y-%m-%d}"


class ApiKey(models.Model):
    """What a program of a person shows to be allowed more requests."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key")
    prefix = models.CharField(max_length=12, help_text="how the key begins, to tell it by")
    made = models.DateTimeField()
    used = models.DateField(null=True, blank=True, help_text="the last day it was shown")
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"
