"""Who keeps Ashmere's services right: most were checked of late, two want a call, and two people said that something is wrong."""

from collections.abc import Mapping
from datetime import date

from demo import days
from demo.people import MANAGER, Staff
from home.models import ServicePage, ServiceTime
from home.services.kept_true import ask_provider
from home.services.wrong_reports import family_says_wrong, provider_says_wrong

EDITOR, WORKER = "Family information officer", "Family worker"
OF_THE_WORKER = ("Stay and play", "Sensory room", "Songs and stories for babies")  # Ben keeps what he runs himself at Maple Road
WEEKS_AGO = {"Sensory room": 25, "Car scheme": 31}  # good for some days more, and too long ago
PROVIDERS = {"Walk and talk": "walks@first-friends.example", "Car scheme": "drivers@wheels.example"}
SAID = (
    ("family", "Stay and play", "On Thursdays it starts at 10 now, not half past 9. We stood in the rain for half an hour.", 3),
    ("provider", "Walk and talk", "From next month we meet at the park gate, because the café is being painted.", 2),
)


def keep_true(staff: Staff, today: date) -> None:
    """Say who keeps each service, let two checks grow old, ask one provider, and have two people say what is wrong."""
    for service in ServicePage.objects.filter(live=True):  # what was brought in waits for an editor
        service.kept_by = staff.post(*_keeper(service))
        service.provider_email = PROVIDERS.get(service.title, "")
        if service.title in WEEKS_AGO:
            service.checked_on = days.ago(today, weeks=WEEKS_AGO[service.title])
        service.save_revision().publish()
    services: Mapping[str, ServicePage] = {service.title: service for service in ServicePage.objects.filter(live=True)}
    ask_provider(service=services["Car scheme"], by=staff.users["edie.editor"], today=days.ago(today, days=4))
    for said_by, title, words, ago in SAID:
        service, day = services[title], days.ago(today, days=ago)
        if said_by == "family":
            family_says_wrong(service=service, words=words, token=f"ashmere {title}", language="en-gb", today=day)
        else:
            provider_says_wrong(service=service, words=words, today=day)


def _keeper(service: ServicePage) -> tuple[str, str]:
    """Return the post that keeps a service, as (title, hub): Ben's, a manager's where it is at one hub, else the information officer's."""
    if service.title in OF_THE_WORKER:
        return WORKER, "maple-road"
    hubs = set(ServiceTime._default_manager.filter(page=service, hub__isnull=False).values_list("hub__slug", flat=True))
    run = hubs & {"maple-road", "millbank", "harbour-street", "beacon-hill"}
    return (MANAGER, run.pop()) if len(hubs) == len(run) == 1 else (EDITOR, "")
