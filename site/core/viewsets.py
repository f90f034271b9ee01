"""Staff screens for records: Wagtail's own, behind the one hub gate."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import ImproperlyConfigured
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from core.crypto import encrypted_among
from core.gate import ScopedView
from core.policy import HubPolicy
from core.role_table import ALL_RIGHTS
from core.saves import WrittenDown


class HubScoped(ViewSet):
    """What every viewset of ours has: the policy of its `resource`, and the gate over each view it makes.

    `construct_view` is the one door through which Wagtail's viewsets make all their views, stock and extra ones alike.
    """

    resource = ""
    model: Any

    @cached_property
    def permission_policy(self) -> HubPolicy:
        """Who may do what with these rows (core/role_table.py)."""
        if not self.resource:
            raise ImproperlyConfigured(f"{type(self).__name__} does not say which resource of core/role_table.py it shows.")
        return HubPolicy(self.model, self.resource)

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Any:
        """Make a view with the gate before it, whose saves are written down."""
        gated = type(view_class.__name__, (ScopedView, WrittenDown, view_class), {"scoped_policy": self.permission_policy})
        return super().construct_view(gated, **kwargs)


class Workbench(HubScoped):
    """Screens of our own over one model, behind the hub gate; in the menu for those who may look."""

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry, hidden from who may not look."""
        policy = self.permission_policy

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return policy.user_has_permission(request.user, "view")

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)


class ListOfMine(generic.IndexView):
    """A list whose links are those the user may follow, row by row, for two queries a page however many rows."""

    inspect_url_name: str | None
    edit_url_name: str | None
    delete_url_name: str | None
    list_select_related: tuple[str, ...] = ()
    list_prefetch_related: tuple[str, ...] = ()

    def get_base_queryset(self) -> Any:
        """Return the rows with what the columns need, so that a row costs no query of its own."""
        return super().get_base_queryset().select_related(*self.list_select_related).prefetch_related(*self.list_prefetch_related)

    def get_table(self, object_list: Any) -> Any:
        self._shown = [row.pk for row in object_list]
        self._allowed: dict[str, set[Any]] = {}
        return super().get_table(object_list)

    def _may(self, action: str, row: Any) -> bool:
        if action not in self._allowed:
            rows = self.permission_policy.instances_user_has_any_permission_for(self.request.user, [action])
            self._allowed[action] = set(rows.filter(pk__in=self._shown).order_by().values_list("pk", flat=True))
        return row.pk in self._allowed[action]

    def get_edit_url(self, instance: Any) -> str | None:
        """Return where this row is edited, for who may."""
        return self._link(self.edit_url_name, "change", instance)

    def get_delete_url(self, instance: Any) -> str | None:
        """Return where this row is deleted, for who may."""
        return self._link(self.delete_url_name, "delete", instance)

    def get_inspect_url(self, instance: Any) -> str | None:
        """Return where this row is read, for who may."""
        return self._link(self.inspect_url_name, "view", instance)

    def get_copy_url(self, instance: Any) -> None:
        """Offer no copy: Wagtail's saves over the original (tried-admin §0.3). Who needs one adds a view of their own."""

    def _link(self, name: str | None, action: str, row: Any) -> str | None:
        return reverse(name, args=(quote(row.pk),)) if name and self._may(action, row) else None


class CarefulDelete(generic.DeleteView):
    """Deletes, and says so kindly where something still hangs on the row."""

    def form_valid(self, form: Any) -> Any:
        """Delete, or lead back with the reason."""
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, f"{self.object} is still used, so it cannot be deleted. Close it instead.")
            return HttpResponseRedirect(self.get_success_url())


class HubScopedViewSet(HubScoped, ModelViewSet):
    """The base of every staff viewset over a record of ours. Say `model`, `resource`, and either `panels` or `form_fields`.

    Rights are `<resource>.view`, `.add`, `.edit` and `.delete` of core/role_table.py. Rows of another hub answer 404 at every address, and
    so does changing a row that also belongs to a hub the user does not serve. Forms and filters offer only rows within reach.
    Copy, spreadsheet, reorder and usage are off: the first three cross hubs, the last is always empty for our records.
    Further addresses go through `self.construct_view(View)` and get the gate with it; they ask by `permission_required = "publish"` and
    the like, which means `<resource>.publish`. `list_select_related` and `list_prefetch_related` feed the list's columns.
    """

    list_select_related: tuple[str, ...] = ()
    list_prefetch_related: tuple[str, ...] = ()
    copy_view_enabled = False
    list_export: list[str] = []
    sort_order_field = None
    add_to_reference_index = False
    # Search in the database, where the gate's filter holds, not in a search backend (tried-admin §2).
    search_backend_name = None
    index_view_class = ListOfMine
    delete_view_class = CarefulDelete

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        asked = [_names(getattr(self, name)) for name in ("search_fields", "list_filter", "ordering", "list_export")]
        if named := encrypted_among(self.model, [one for names in asked for one in names]):
            raise ImproperlyConfigured(f"{type(self).__name__} would search, filter, sort or export by {named}, which is encrypted.")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        common.pop("usage_url_name", None)
        for closed in self.closed_addresses():
            common.pop(f"{closed}_url_name", None)
        return common

    def get_index_view_kwargs(self, **kwargs: Any) -> Any:
        joins = {"list_select_related": self.list_select_related, "list_prefetch_related": self.list_prefetch_related}
        return super().get_index_view_kwargs(**joins, **kwargs)

    def closed_addresses(self) -> set[str]:
        """Return the names of stock addresses that this viewset does not have."""
        return {"usage"} if self.permission_policy.right("delete") in ALL_RIGHTS else {"usage", "delete"}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the stock addresses less the closed ones. Extend it with `[*super().get_urlpatterns(), path(…)]`."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self.closed_addresses()]

    def register_permissions(self) -> None:
        """Offer no Django permission in Wagtail's group screens: ours are rows of core.Role."""


def _names(given: Any) -> list[Any]:
    """Return field names, however Wagtail lets them be written: one, a list, or a mapping of names to lookups."""
    return [given] if isinstance(given, str) else list(given) if isinstance(given, list | tuple | dict) else []


class HubScopedChooserViewSet(HubScoped, ChooserViewSet):
    """A chooser that offers only rows within reach."""
