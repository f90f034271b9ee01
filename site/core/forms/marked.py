"""A staff form whose page carries a mark of what it showed: who saves an old page is told what a colleague wrote, and loses nothing."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse

from core.forms.seen import seen_anew
from core.forms.stands_now import lines_that_differ
from core.marks import mark_of
from core.overtaken import OVERTAKEN


class MarkedForm:
    """Laid before a model form that has a hidden field `seen` (`core.forms.seen.seen_field`)."""

    instance: Any
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands_now: list[tuple[str, str]] = []
        # when the page is drawn: a form may have dropped some of its boxes by then
        self.fields["seen"].initial = lambda: self.mark_of(self.instance) if self.instance.pk else ""

    def mark_of(self, row: Model) -> str:
        """Return a mark of what this form shows of a row, as that is stored."""
        names = [field.attname for field in row._meta.concrete_fields if field.name in self.fields]
        many = [field.name for field in row._meta.many_to_many if field.name in self.fields]
        return mark_of(row, names, also=[pk for name in many for pk in sorted(getattr(row, name).values_list("pk", flat=True))])

    def is_overtaken(self, now: Model) -> bool:
        """Return whether a colleague changed the row since this form was shown."""
        return bool(self.cleaned_data["seen"] != self.mark_of(now))

    def show_theirs(self, now: Model) -> None:
        """Say so, lay what stands now beside what was typed, and let the next save be a knowing one."""
        form: Any = self
        self.stands_now = lines_that_differ(form, now)
        form.add_error(None, OVERTAKEN)
        seen_anew(form, self.mark_of(now))


class MarkedEdit:
    """Laid before Wagtail's edit view of a `MarkedForm`. The template shows `form.stands_now` (core/stands_now.html)."""

    object: Any
    produced_error_code: str
    produced_error_message: str

    def held_now(self) -> Model:
        """Return the row anew, locked until the transaction ends. Override where more than the row is held."""
        row: Model = type(self.object)._default_manager.select_for_update(of=("self",)).get(pk=self.object.pk)
        return row

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, unless a colleague changed it since this page was opened: then theirs stands beside what was typed."""
        view: Any = super()
        with transaction.atomic():
            now = self.held_now()
            if not form.is_overtaken(now):
                saved: HttpResponse = view.form_valid(form)
                return saved
        form.show_theirs(now)
        self.produced_error_code, self.produced_error_message = "stale", "Not saved: a colleague saved it before you."
        refused: HttpResponse = view.form_invalid(form)
        return refused
