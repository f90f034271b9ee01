"""Measuring: CPU time of the server and of its database, medians of interleaved runs, as ratios."""

import gc
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection

RUNS = 5
MEANINGLESS = 0.25  # a gap under this says nothing on a shared machine

Act = Callable[[int], None]


def as_served() -> None:
    """Set what was loaded aside from the collector of garbage, as `site/config/wsgi.py` does."""
    gc.collect()
    gc.freeze()


def database_cpu() -> float:
    """Return the CPU seconds that our PostgreSQL backend has used; SQLite works inside our own process."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _once(act: Act, number: int) -> float:
    """Return CPU milliseconds for one of `number` calls."""
    database, server = database_cpu(), time.process_time()
    for turn in range(number):
        act(turn)
    return ((time.process_time() - server) + (database_cpu() - database)) / number * 1000


def compare(name: str, ours: Callable[[], Act], floor: Callable[[], Act], *, number: int, goal: float, floor_name: str) -> None:
    """Print how near we come to the floor: 1.00 costs the same, 0.50 twice as much.

    Each callable prepares a run (outside the measuring) and returns the act.
    """
    costs: dict[str, list[float]] = {"ours": [], "floor": []}
    ours()(0)
    floor()(0)
    for _ in range(RUNS):
        for who, prepare in (("ours", ours), ("floor", floor)):
            costs[who].append(_once(prepare(), number))
    mine, least = (statistics.median(costs[who]) for who in ("ours", "floor"))
    ratio = least / mine
    spread = f"{min(costs['ours']):.2f}-{max(costs['ours']):.2f}"
    verdict = "meets" if ratio >= goal else "MISSES"
    told = f"ours {mine:.2f} ms ({spread}), floor {least:.2f} ms CPU, {connection.vendor}"
    print(f"{name:<28} {ratio:5.2f} of {floor_name} {verdict} {goal:.2f}   {told}")
