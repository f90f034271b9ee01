"""Staff screens for what is talked about at a meeting."""

from typing import Any

from core.forms.seen import seen_anew
from core.forms.stands_now import lines_that_differ
from panels.forms.agenda import ItemForm
from panels.models import AgendaItem
from panels.services import agenda as services
from panels.viewsets.of_meeting import ActOnRow, FormOfMeeting


class AddItem(FormOfMeeting):
    """Put something on the agenda."""

    page_title = "Put something on the agenda"
    kept = "It is on the agenda."

    def form(self, data: Any = None, files: Any = None) -> ItemForm:
        """Return the form of a new item."""
        return ItemForm(data, instance=AgendaItem(meeting=self.row))

    def keep(self, form: ItemForm) -> None:
        """Keep it."""
        services.keep_item(item=form.save(commit=False), by=self.me)


class EditItem(AddItem):
    """Change an item."""

    page_title = "Change what is on the agenda"

    def below(self) -> Any:
        """Return the items of this meeting."""
        return AgendaItem.objects.filter(meeting=self.row)

    def form(self, data: Any = None, files: Any = None) -> ItemForm:
        """Return the form of the item."""
        if self.sub is None:
            return super().form(data, files)
        self.sub.meeting = self.row
        return ItemForm(data, instance=self.sub)

    def keep(self, form: ItemForm) -> None:
        """Keep it, unless a colleague changed it meanwhile."""
        if self.sub is None:
            return super().keep(form)
        services.keep_item(item=form.save(commit=False), by=self.me, seen=form.cleaned_data["seen"])

    def show_theirs(self, form: ItemForm, theirs: Any) -> list[tuple[str, str]]:
        """Show what a colleague wrote."""
        if theirs is None:
            return super().show_theirs(form, theirs)
        seen_anew(form, services.mark_of_item(theirs))
        return lines_that_differ(form, theirs)


class MoveItem(ActOnRow):
    """One place up or down."""

    def below(self) -> Any:
        """Return the items of this meeting."""
        return AgendaItem.objects.filter(meeting=self.row)

    def act(self) -> str:
        """Move it."""
        up = self.request.POST.get("to") == "up"
        services.move_item(item=self.sub, up=up, by=self.me)
        return f"“{self.sub}” moved {'up' if up else 'down'}."


class RemoveItem(MoveItem):
    """Off the agenda."""

    def act(self) -> str:
        """Take it off."""
        services.remove_item(item=self.sub, by=self.me)
        return f"“{self.sub}” is off the agenda."


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("agenda/new/", AddItem, "add_item"),
    ("agenda/<int:sub>/", EditItem, "edit_item"),
    ("agenda/<int:sub>/move/", MoveItem, "move_item"),
    ("agenda/<int:sub>/remove/", RemoveItem, "remove_item"),
)
