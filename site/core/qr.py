"""QR codes as plain shapes, drawn by a template: no image file, no script, sharp at any size."""

from dataclasses import dataclass

import qrcode

QUIET_ZONE = 4  # modules of white around the code; scanners need them (ISO/IEC 18004)


@dataclass(frozen=True)
class QrPicture:
    """The path of an SVG of `size` x `size` units in which each dark module is one unit square."""

    size: int
    path: str


def picture(text: str) -> QrPicture:
    """Return the QR code of a text, with enough error correction for a poster that gets wet (level Q, a quarter may be lost)."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return QrPicture(size=len(rows), path="".join(_runs(y, row) for y, row in enumerate(rows)))


def _runs(y: int, row: list[bool]) -> str:
    """Return one row's dark stretches as path commands."""
    path, start = "", None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            path += f"M{start} {y}h{x - start}v1H{start}z"
            start = None
    return path
