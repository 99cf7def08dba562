"""Who may: operators bring templates of their authority; forms say who sees and seals a case."""

from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.form_templates.registry import PaperForm


def keeps_forms_of(person: Person, authority_id: int | None) -> bool:
    """Whether somebody may bring templates of an authority; ``None`` stands for everybody's."""
    return person.may(Role.OPERATOR) and person.organisation_id in {None, authority_id}


def sees_form(person: Person | None, form: PaperForm, key: int) -> bool:
    """Whether somebody may see the form of a case; nobody where its slice does not say who.

    Raises:
        ObjectDoesNotExist: there is no such case.
    """
    return person is not None and form.may is not None and form.may(person, key)


def seals_form(person: Person | None, form: PaperForm, key: int) -> bool:
    """Whether somebody may bring the sealed scan of a case.

    Raises:
        ObjectDoesNotExist: there is no such case.
    """
    if person is None or not sees_form(person, form, key):
        return False
    return person.may(Role.OPERATOR) if form.may_seal is None else form.may_seal(person, key)


def authorities_of(person: Person) -> QuerySet[Organisation]:
    """The authorities whose templates somebody may bring."""
    if person.organisation_id is not None:
        return Organisation.objects.filter(pk=person.organisation_id)
    return Organisation.objects.all()
