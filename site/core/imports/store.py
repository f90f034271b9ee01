"""What was uploaded, kept in the database between trying and bringing in: every machine reaches it, nothing serves it, and it goes with
its import, a day later at most."""

import hashlib
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from core.crypto import PREFIX, CannotOpen, seal_bytes, unseal_bytes
from core.imports.records import Unreadable
from core.models import ImportPiece, ImportRun
from core.text import normalise

PIECE = 1024 * 1024
LONGEST_NAME = 80
GONE = "The file was kept for a day and is deleted now. Bring it in again."


def safe_name(name: str) -> str:
    """Return the name of a file without its folders and without anything that is no letter, digit, blank, dot, hyphen or underscore."""
    last = re.split(r"[\\/]", normalise(name))[-1]
    kept = "".join(letter if letter.isalnum() or letter in " ._-" else "_" for letter in last).strip(" .")
    return kept[-LONGEST_NAME:] or "list"


def keep(run: ImportRun, chunks: Iterable[bytes], *, most: int, sealed: bool = False) -> None:
    """Store a file in pieces, and note its size and digest on the run, which must be stored. Raises Unreadable when it is too large.

    `sealed` encrypts each piece: a list of people is read by nobody on the way, and in no backup.
    """
    digest, size, number = hashlib.sha256(), 0, 0
    for number, piece in enumerate(_in_pieces(chunks)):
        size += len(piece)
        if size > most:
            raise Unreadable(f"This file is larger than {most // 1024 // 1024} MB. Split it and bring in the parts one after the other.")
        digest.update(piece)
        packed = zlib.compress(piece, 1)
        ImportPiece.objects.create(
            run=run, number=number, packed=seal_bytes(packed, where=_where(run, number)).encode() if sealed else packed
        )
    if not size:
        raise Unreadable("This file is empty.")
    run.size, run.digest = size, digest.hexdigest()
    run.save(update_fields=["size", "digest"])


def _in_pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def pieces_of(run: ImportRun) -> Iterator[bytes]:
    """Yield a kept file piece by piece, one in memory at a time. Raises Unreadable when it is gone."""
    numbers = list(run.pieces.values_list("number", flat=True))
    if not numbers:
        raise Unreadable(GONE)
    for number in numbers:
        yield zlib.decompress(_opened(run, number, bytes(run.pieces.values_list("packed", flat=True).get(number=number))))


def _opened(run: ImportRun, number: int, packed: bytes) -> bytes:
    if not packed.startswith(PREFIX.encode()):  # no packed piece begins so
        return packed
    try:
        return unseal_bytes(packed.decode(), where=_where(run, number))
    except CannotOpen as error:
        raise Unreadable(GONE) from error


def _where(run: ImportRun, number: int) -> str:
    return f"{ImportPiece._meta.label_lower}|packed|{run.pk}.{number}"


def as_file(run: ImportRun) -> IO[bytes]:
    """Return a kept file as one that can be read back and forth."""
    file = tempfile.SpooledTemporaryFile(max_size=8 * PIECE)  # noqa: SIM115  # the caller reads it, and it goes when nobody holds it
    for piece in pieces_of(run):
        file.write(piece)
    file.seek(0)
    return file


def let_go(run: ImportRun) -> None:
    """Delete a kept file."""
    run.pieces.all().delete()
