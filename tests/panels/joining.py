"""What tests about joining a panel are made of: the form as a family sends it, and somebody who asked."""

from typing import Any

from django.test import Client

from accounts.models import User
from panels.choices import CameOf, HowAsked
from panels.models import Interest, Panel
from panels.services import joining as services
from tests.builders import today

FORM = {"name": "Sana", "phone": "07700 900123", "token": "one-token"}


def address(panel: Panel) -> str:
    """Return where families ask to join a panel."""
    return f"/panels/{panel.slug}/join/"


def send(client: Client, panel: Panel, **said: Any) -> Any:
    """Send the form and follow to what came of it."""
    return client.post(address(panel), {**FORM, **said}, follow=True)


def asked(panel: Panel, **said: Any) -> Interest:
    """Let somebody ask to join by the form: Sana, by phone, unless `said` says else."""
    words = {"name": "Sana", "phone": "07700 900123", "safe": "yes", **said}
    token = words.pop("token", f"token-{Interest.objects.count()}")
    yeses = words.pop("yeses", ())
    return services.ask_to_join(panel=panel, token=token, how_asked=HowAsked.FORM, said=words, yeses=yeses, today=today())


def talked_with(panel: Panel, by: User, **said: Any) -> Interest:
    """Let somebody ask to join by the form, and one of us reach them on the phone."""
    return services.rang(interest=asked(panel, **said), came_of=CameOf.REACHED, by=by, today=today())
