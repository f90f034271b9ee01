"""The lists that the offer can be made from (the question "import.kinds")."""

from collections.abc import Sequence

from django.urls import reverse

from core.imports.records import OUR_EXAMPLE, Kind, Option
from core.models import Hub
from home.rules.feeds import PROBLEMS
from home.services.imports import hub_rows, service_rows
from home.services.imports.directory import Directory
from home.services.imports.sites import PLACES_OF

OF_TABLES = {**PROBLEMS, OUR_EXAMPLE.code: "is the example of our template"}


def _hubs() -> Sequence[tuple[str, str]]:
    hubs = Hub.objects.open_to_families().filter(kind="hub")
    return [("", "Keep them as words"), *((str(hub.pk), f"Make them planned places of {hub.name}") for hub in hubs)]


def _hub_at(number: str) -> str:
    return reverse("hub:edit", args=[number])


def _page_at(number: str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[number])


HUBS = Kind(
    name="hubs",
    title="Bring in hubs",
    says="A list of hubs and smaller places with addresses and opening times. A hub that is here already is updated, never doubled.",
    right="hub.import",
    make=hub_rows.HubRows,
    problems=OF_TABLES,
    where=_hub_at,
    columns=hub_rows.COLUMNS,
    options=(Option(hub_rows.PAGES, "Make pages for new hubs, as drafts", "Families see them when you publish them."),),
    batch=5_000,
    after="Hubs that families can visit count at once; their pages only when somebody publishes them.",
)
SERVICES = Kind(
    name="services",
    title="Bring in services",
    says="A list of what your hubs offer. Each row becomes a draft page. Families see nothing of it until an editor publishes the page.",
    right="service.import",
    make=service_rows.ServiceRows,
    problems=OF_TABLES,
    where=_page_at,
    columns=service_rows.COLUMNS,
    after="The drafts wait for an editor. Families see nothing of them until each is published.",
)
DIRECTORY = Kind(
    name="directory",
    title="Bring in a directory",
    says="Services from a directory that speaks Open Referral UK, as a JSON file. Each becomes a draft page. A second file from the same "
    "directory updates the drafts.",
    right="service.import",
    make=Directory,
    problems=PROBLEMS,
    where=_page_at,
    options=(Option(PLACES_OF, "Places that are not ours yet", "Either way nothing is shown to families.", choices=_hubs),),
    after="The drafts wait for an editor. Families see nothing of them until each is published.",
)
KINDS = [HUBS, SERVICES, DIRECTORY]
