"""What this room leaves to the worker."""

from consent.services import door
from consent.services import formats as services
from core import brand, clocks, outbox
from core.mail import send


@outbox.handler(door.SEND)
def send_door_code(door_id: str) -> None:
    """Send the code that opens the families' door. It is made now and stands in no table: only its keyed hash does."""
    letter = door.make_code(door_id=door_id)
    if letter is None:
        raise outbox.NotWanted
    phone = brand.stored().phone
    send("door_code" if letter.code else "door_shared", to=letter.address, context={"code": letter.code, "phone": phone})


@outbox.every("consent.forget_door", minutes=60)
def forget_door() -> None:
    """Forget codes and visits of the families' door that ended."""
    door.forget_old()


@outbox.every("consent.forget", minutes=24 * 60)
def forget() -> None:
    """Forget once a day who asked for something in another way, where it ended long enough ago."""
    services.forget_who_asked(clocks.today())


@outbox.every("consent.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in the rows of lately (decision 0024)."""
    services.forget_the_moment(clocks.today())
