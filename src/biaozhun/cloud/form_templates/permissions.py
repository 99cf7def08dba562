"""Who may bring templates: operators, for their own authority or, without one, for all."""

from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person, Role


def keeps_forms_of(person: Person, authority_id: int | None) -> bool:
    """Whether somebody may bring templates of an authority; ``None`` stands for everybody's."""
    return person.may(Role.OPERATOR) and person.organisation_id in {None, authority_id}


def authorities_of(person: Person) -> QuerySet[Organisation]:
    """The authorities whose templates somebody may bring."""
    if person.organisation_id is not None:
        return Organisation.objects.filter(pk=person.organisation_id)
    return Organisation.objects.all()
