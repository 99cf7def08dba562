"""Why something about people, organisations or keys was not done; the sentence is for the page."""

from typing import ClassVar

from biaozhun.core.errors import BiaozhunError


class RefusedError(BiaozhunError):
    """What was asked for would break a rule about accounts."""

    default_code: ClassVar[str] = "account_refused"


class LastAdministratorError(RefusedError):
    """Nobody would be left to look after people."""

    default_code = "last_administrator"


class EmailTakenError(RefusedError):
    """The address belongs to an account already."""

    default_code = "email_taken"


class OrganisationTakenError(RefusedError):
    """Another organisation is registered already under what names one of them.

    Attributes:
        field: what was taken, as the form calls it.
    """

    default_code = "organisation_taken"
    field: ClassVar[str]


class NameTakenError(OrganisationTakenError):
    """Another organisation is called so."""

    default_code = "organisation_name_taken"
    field = "name"


class CreditCodeTakenError(OrganisationTakenError):
    """Another organisation has that unified social credit code."""

    default_code = "organisation_code_taken"
    field = "credit_code"


class DisabledError(RefusedError):
    """The account is disabled, so nobody can come in by it."""

    default_code = "account_disabled"


class CircleError(RefusedError):
    """An organisation would be part of itself."""

    default_code = "organisation_circle"


class TooManyKeysError(RefusedError):
    """The person has as many keys as anybody needs."""

    default_code = "too_many_keys"


class InvitationError(RefusedError):
    """The link was used, replaced, cut off, or is too old."""

    default_code = "invitation_invalid"
