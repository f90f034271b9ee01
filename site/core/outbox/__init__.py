"""The one queue: mail, snapshots, exports and chores leave from here, after the act that asked for them has been saved.

A service asks by name, in its own transaction: `outbox.put("feedback.rebuild_snapshot", survey.pk, key=str(survey.pk))`.
A handler does it, in `<app>/tasks.py`:

    @outbox.handler("feedback.rebuild_snapshot")
    def rebuild_snapshot(survey_id: int) -> None: ...

`manage.py worker` carries it out, any number of them at once; `drain()` does what is due here and now (`worker --once`, and tests).
Delivery is *at least once*: a worker killed between the doing and the noting does it again. A handler bears being called twice; mail has
a Message-ID that stays the same, so a mail server can see the second one is the first.
"""

from core.outbox.putting import put, put_chores
from core.outbox.registry import NotWanted, UnknownHandler, every, handler
from core.outbox.working import Tally, Worker, drain, item_in_hand

__all__ = ["NotWanted", "Tally", "UnknownHandler", "Worker", "drain", "every", "handler", "item_in_hand", "put", "put_chores"]
