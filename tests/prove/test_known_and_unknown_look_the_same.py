"""Nobody learns at the families' door whether somebody is known to a council: neither by what comes back nor by how long it takes.

Two hundred pairs, each of one known and one unknown address, in an order of chance, each asked from a place of its own so that no limit
bites. Times are compared within each pair by Wilcoxon's signed ranks, which a slow moment of the machine does not lead astray: the time
until the answer is there, and what of it the web process worked, which tells more where the machine has other things to do.
"""

import http.client
import random
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.prove.migrated import copy_of
from tests.prove.served import POSTGRES, Served

pytestmark = [pytest.mark.prove, pytest.mark.alone]

PAIRS, WARM = 200, 10
MOST_Z = 5.2  # two runs of this proof in ten million differ so much by chance alone
ADDED = 0.003
KNOWN = """
from consent.services.people import write_down
for number in range({number}):
    write_down(said={{"name": f"Family {{number}}", "email": f"family{{number:03}}@known.example", "safe": "yes"}}, source="staff")
print("null")
"""
ASKED = """
from consent.models import DoorCode
from core.models import OutboxItem
rows = DoorCode.objects.all()
queued = OutboxItem.objects.filter(name="consent.send_door_code").count()
print(json.dumps([rows.filter(person=None).count(), rows.exclude(person=None).count(), queued]))
"""


@dataclass(frozen=True)
class Seen:
    """What somebody at a phone sees of one asking: everything but what is new each time, and its seconds: until it came, and worked."""

    status: int
    headers: list[tuple[str, object]]
    body: str
    page: object
    seconds: float
    worked: float

    @property
    def answer(self) -> object:
        """All of it but how long it took."""
        return self.status, self.headers, self.body, self.page


Pair = tuple[Seen, Seen]  # of a known and an unknown address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served Earshot behind a proxy that says where each request comes from, with families that it knows."""
    if request.param == "postgresql" and not POSTGRES:
        pytest.skip("PostgreSQL is left out: PROVE_POSTGRES_URL names no server")
    folder: Path = tmp_path_factory.mktemp(request.param)
    with copy_of(request.param, folder) as (_owner, application):
        found = Served(folder=folder, database_url=application, processes=1)
        found.env["TRUSTED_PROXIES"] = "1"
        found.tell(KNOWN.format(number=PAIRS + WARM))
        with found.running():
            yield found


def _headers(reply: http.client.HTTPResponse) -> list[tuple[str, object]]:
    """Return every header with its value; of what is new each time the length, and of where it leads the path as well."""
    found: list[tuple[str, object]] = []
    for name, value in reply.getheaders():
        known = name.lower()
        short = len(value) if known in {"date", "content-security-policy"} else value
        found.append((known, (value.split("?")[0], len(value)) if known == "location" else short))
    return found


def _body(raw: bytes) -> str:
    """Return a page without what is sealed anew each time, of which the length stays."""
    return re.sub(r"[\w-]{40,}(?:[:.=][\w-]+)*", lambda found: f"<{len(found[0])}>", raw.decode())


def _worked(process: int) -> float:
    """Return for how many seconds the threads of a process had a core so far (Linux: nanoseconds, first in schedstat)."""
    return sum(int(one.read_text().split()[0]) for one in Path(f"/proc/{process}/task").glob("*/schedstat")) / 1e9


def _ask(line: http.client.HTTPConnection, email: str, place: int, web: int) -> Seen:
    """Ask for a code, and look at the page where it is typed."""
    headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": f"10.1.{place // 250}.{place % 250 + 1}"}
    form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    before, begun = _worked(web), time.perf_counter()
    line.request("POST", "/my-choices/", urlencode({"email": email}), form)
    reply = line.getresponse()
    body = reply.read()
    seconds, worked = time.perf_counter() - begun, _worked(web) - before
    line.request("GET", str(reply.headers["Location"]), headers=headers)
    page = line.getresponse()
    then = (page.status, _headers(page), _body(page.read()))
    return Seen(reply.status, _headers(reply), _body(body), then, seconds, worked)


@pytest.fixture(scope="module")
def pairs(council: Served) -> list[Pair]:
    """What was seen of each known and unknown address, in pairs."""
    line, chance, [web] = http.client.HTTPConnection("127.0.0.1", council.port, timeout=30), random.Random(4), council.workers()
    seen = []
    for number in range(PAIRS + WARM):
        emails = [f"family{number:03}@known.example", f"nobody{number:03}@known.example"]
        order = chance.sample([0, 1], 2)
        found = {which: _ask(line, emails[which], 2 * number + turn, web) for turn, which in enumerate(order)}
        seen.append((found[0], found[1]))
    line.close()
    return seen[WARM:]


def wilcoxon_z(differences: list[float]) -> float:
    """Return how far the signed ranks of paired differences lie from what chance gives, in standard deviations (normal approximation)."""
    told = sorted((abs(one), one) for one in differences if one)
    ranks = _ranks([size for size, _ in told])
    above = sum(rank for rank, (_, one) in zip(ranks, told, strict=True) if one > 0)
    below = sum(rank for rank, (_, one) in zip(ranks, told, strict=True) if one < 0)
    return (above - below) / sum(rank * rank for rank in ranks) ** 0.5 if told else 0.0


def _ranks(sizes: list[float]) -> list[float]:
    """Return the ranks of sorted numbers; equal ones share the middle of theirs."""
    places: dict[float, list[int]] = {}
    for place, size in enumerate(sizes, start=1):
        places.setdefault(size, []).append(place)
    return [statistics.mean(places[size]) for size in sizes]


def test_the_statistic_knows_a_difference_from_none() -> None:
    chance = random.Random(1)
    noise = [chance.gauss(0, 1) for _ in range(PAIRS)]
    assert wilcoxon_z([1.0, -2.0, 3.0]) == pytest.approx(2 / 14**0.5)  # ranks 1 and 3 above, 2 below
    assert wilcoxon_z([1.0, 1.0, -1.0]) == pytest.approx(2 / 12**0.5)  # equal ones share rank 2
    assert abs(wilcoxon_z(noise)) < 3
    assert wilcoxon_z([one + 1 for one in noise]) > MOST_Z
    assert wilcoxon_z([one - 1 for one in noise]) < -MOST_Z


def test_they_look_the_same(council: Served, pairs: list[Pair]) -> None:
    assert [known.answer for known, _ in pairs] == [unknown.answer for _, unknown in pairs]
    assert len({repr(one.answer) for pair in pairs for one in pair}) == 1, "one answer for everybody"
    first, _ = pairs[0]
    assert first.status == 302, "no limit bit"
    assert "set-cookie" not in dict(first.headers)
    each = PAIRS + WARM
    assert council.tell(ASKED) == [each, each, 2 * each], "half of them were known indeed"


def would_be_found(differences: list[float]) -> bool:
    """Return whether three milliseconds more would be, for the known and for the unknown alike."""
    return all(abs(wilcoxon_z([one + more for one in differences])) > MOST_Z for more in (ADDED, -ADDED))


def test_they_take_the_same(council: Served, pairs: list[Pair]) -> None:
    came = [known.seconds - unknown.seconds for known, unknown in pairs]
    worked = [known.worked - unknown.worked for known, unknown in pairs]
    for name, differences in (("until it came", came), ("worked", worked)):
        middle = statistics.median(differences) * 1000
        print(f"\n{council.database_url.split(':')[0]}, {name}: z = {wilcoxon_z(differences):.2f}, the middle difference {middle:.3f} ms")
    assert abs(wilcoxon_z(came)) <= MOST_Z
    assert abs(wilcoxon_z(worked)) <= MOST_Z
    assert would_be_found(came) or would_be_found(worked), "This machine was too busy to tell: nothing else may run beside this proof."
