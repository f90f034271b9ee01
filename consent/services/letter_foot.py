"""What stands below each letter that rests on a yes: the link that stops what this letter rests on, in the language of who reads it."""

from uuid import UUID

from django.utils.translation import gettext, override

from consent.models import Person
from consent.rules.door import language_of
from consent.selectors import ledger_mail
from consent.services import choice_links
from core.questions import Foot


def foot_of(*, template: str, person_id: UUID) -> Foot | None:
    """Return the foot of a letter to somebody, made at the moment it leaves; None for one that rests on no yes."""
    purpose = ledger_mail.purpose_of(template)
    person = Person.objects.filter(pk=person_id).first()
    if person is None or purpose is None or not purpose.is_asked:
        return None
    language = language_of(person.language)
    with override(language):
        words = gettext(
            "This letter came because you said yes to such letters. You can stop them whenever you like."
            " You need no reason, and no account:"
        )
        return Foot(language=language, words=words, act=gettext("Stop this"), link=choice_links.address_of(person=person, purpose=purpose))
