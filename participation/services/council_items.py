"""The items that a council asks beside ours: added, retired, brought back; never changed or deleted, as answers hang on them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit, clocks
from participation import lundy
from participation.models import CouncilItem


def add_item(*, element: str, when: str, question: str, by: User) -> CouncilItem:
    """Add an item, with the next free code of its element and time: "SP-P+1". Raises ValidationError with every reason."""
    prefix = f"{lundy.LETTERS[element]}-{lundy.LETTER[when]}+"  # type: ignore[index]  # a value of the enumeration is its text
    number = CouncilItem.objects.filter(code__startswith=prefix).count() + 1
    item = CouncilItem(code=f"{prefix}{number}", element=element, when=when, question=question, since_on=clocks.today())
    item.full_clean(exclude=["code"])
    try:
        with transaction.atomic():
            item.save()
            audit.record("participation.checklist_item.add", item, by=by, code=item.code)
    except IntegrityError as error:  # of two at the same moment, both counted alike
        raise ValidationError(["A colleague added one at the same moment. Save yours again."]) from error
    return item


@transaction.atomic
def retire_item(*, item: CouncilItem, by: User) -> None:
    """Ask it no more. Where it was answered it stays, with its answer."""
    _set(item, is_active=False, by=by, verb="participation.checklist_item.retire")


@transaction.atomic
def bring_back_item(*, item: CouncilItem, by: User) -> None:
    """Ask a retired item again."""
    _set(item, is_active=True, by=by, verb="participation.checklist_item.bring_back")


def _set(item: CouncilItem, *, is_active: bool, by: User, verb: str) -> None:
    item = CouncilItem.objects.select_for_update().get(pk=item.pk)
    if item.is_active != is_active:
        item.is_active = is_active
        item.save(update_fields=["is_active"])
        audit.record(verb, item, by=by, code=item.code)
