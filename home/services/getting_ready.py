"""Getting ready: what no fact can tell is said, what can wait is put off and brought back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.querysets import may
from home import selectors
from home.choices import ReadyWord
from home.getting_ready import BY_KEY
from home.models import ReadyNote
from home.rules import Item

RIGHT = "brand.edit"
_NOT_ON_THE_LIST = "That is not on the list any more. Look at it again."


@transaction.atomic
def say_so(*, key: str, by: User) -> ReadyNote:
    """Note what no fact can tell: the poster hangs, the plain look stays. Raises ValidationError for anything else."""
    item = _on_the_list(key, by)
    if not item.can_be_said:
        raise ValidationError(["Nobody can tick this off: it ticks itself when it is done."])
    note = _note(key, ReadyWord.SAID, by)
    audit.record("home.ready.say", note, by=by, item=key)
    return note


@transaction.atomic
def put_off(*, key: str, by: User) -> ReadyNote:
    """Put something off that can wait. Raises ValidationError for what must be done before families see the site."""
    item = _on_the_list(key, by)
    if item.task.is_must:
        raise ValidationError([f"“{item.task.title}” cannot wait: it must be done before families see the site."])
    note = _note(key, ReadyWord.NOT_NOW, by)
    audit.record("home.ready.put_off", note, by=by, item=key)
    return note


@transaction.atomic
def bring_back(*, key: str, by: User) -> None:
    """Put something back on the list: it was put off, or somebody said it was so and it is not."""
    _on_the_list(key, by)
    for note in ReadyNote.objects.filter(item=key):
        audit.record("home.ready.bring_back", note, by=by, item=key)
        note.delete()


def _note(key: str, word: str, by: User) -> ReadyNote:
    return ReadyNote.objects.update_or_create(item=key, word=word, defaults={"by": by, "on": clocks.today()})[0]


def _on_the_list(key: str, by: User) -> Item:
    if not may(by, RIGHT):
        raise PermissionDenied
    if key not in BY_KEY:
        raise ValidationError([_NOT_ON_THE_LIST])
    return next(item for item in selectors.getting_ready() if item.task.key == key)
