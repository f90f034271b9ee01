"""Bytes into letters, a piece at a time: UTF-8, UTF-16 and the Windows letters that Excel still writes."""

import codecs
from collections.abc import Iterable, Iterator

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WITH_OLD_LETTERS = "earshot.old_letters"
_WIDE = 0.3  # of the first letters are half empty: UTF-16 without its mark


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows-1252; what is not even that becomes U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WITH_OLD_LETTERS, _as_windows)


def encoding_of(head: bytes) -> tuple[str, int]:
    """Return the encoding of a file by its first bytes, and how many of them are only its mark."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    sample = head[:2000]
    half = len(sample) // 2 or 1
    if sample[1::2].count(0) / half > _WIDE:
        return "utf-16-le", 0
    if sample[0::2].count(0) / half > _WIDE:
        return "utf-16-be", 0
    return "utf-8", 0


class Letters:
    """The letters of a file, piece by piece. `is_old` turns true once a byte had to be read as Windows-1252."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.is_old = pieces, False

    def __iter__(self) -> Iterator[str]:
        decoder: codecs.IncrementalDecoder | None = None
        for piece in self.pieces:
            if decoder is None:
                name, skipped = encoding_of(piece)
                decoder = codecs.getincrementaldecoder(name)("strict" if name == "utf-8" else "replace")
                piece = piece[skipped:]
            yield self._read(decoder, piece)
        if decoder is not None:
            yield self._read(decoder, b"", is_end=True)

    def _read(self, decoder: codecs.IncrementalDecoder, piece: bytes, *, is_end: bool = False) -> str:
        try:
            return decoder.decode(piece, is_end)
        except UnicodeDecodeError:  # nothing was taken in: the same bytes once more, the odd ones as Windows writes them
            self.is_old, decoder.errors = True, _WITH_OLD_LETTERS
            return decoder.decode(piece, is_end)
