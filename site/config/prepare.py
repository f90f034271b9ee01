"""Makes `.venv` and fills it from a lock: `python3 site/config/prepare.py requirements.txt`.

Runs before anything is installed, so it uses nothing but Python itself. A second run with the same lock does nothing.
"""

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent.parent


def why_not_prepare(version: Sequence[int], *, can_make_venv: bool) -> list[str]:
    """Return what stands in the way on this machine, and what to install."""
    short = ".".join(str(part) for part in version[:2])
    if tuple(version[:2]) < OLDEST:
        return [f"Earshot needs Python 3.11 or newer; this is {short}. Choose another with: make demo PYTHON=/path/to/python3"]
    if not can_make_venv:
        return [
            f"Python {short} is here, but it cannot make a virtual environment. Install that part, then run the same command again:",
            "  Debian, Ubuntu:  sudo apt install python3-venv",
            f"  or, when python3 there is older:  sudo apt install python{short}-venv",
            "  Fedora, RHEL:    sudo dnf install python3",
        ]
    return []


def can_make_venv() -> bool:
    """Return whether this Python brings venv and pip; Debian packs them apart."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def works(venv: Path) -> bool:
    """Return whether the environment was finished once, and its Python still starts."""
    python = venv / "bin" / "python"
    finished = python.exists() and any(venv.glob("filled-from-*"))
    return finished and subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def is_filled(venv: Path, lock: Path) -> bool:
    """Return whether the environment was last filled from this very lock."""
    stamp = _stamp(venv, lock)
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()


def _stamp(venv: Path, lock: Path) -> Path:
    return venv / f"filled-from-{lock.name}"


def make(venv: Path) -> None:
    """Make an empty environment, in place of a broken one."""
    print(f"Making {venv.name} …", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)


def fill(venv: Path, lock: Path) -> None:
    """Install everything in the lock, and nothing whose hash is not in it."""
    print(f"Installing {lock.name} (a minute or two the first time) …", flush=True)
    _stamp(venv, lock).unlink(missing_ok=True)
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "--requirement", str(lock)], check=True)
    _stamp(venv, lock).write_bytes(lock.read_bytes())


def main(lock_name: str, venv_name: str = ".venv") -> int:
    """Prepare the environment; say in words what is missing. Return 0 when it is ready."""
    venv, lock = ROOT / venv_name, ROOT / lock_name
    whole = works(venv)
    if whole and is_filled(venv, lock):
        return 0
    if reasons := why_not_prepare(sys.version_info[:2], can_make_venv=can_make_venv()):
        print("\n".join(reasons), file=sys.stderr)
        return 1
    try:
        if not whole:
            make(venv)
        fill(venv, lock)
    except subprocess.CalledProcessError as error:
        print(f"\nThat ended with {error.returncode}; the lines above say why. Mend it, then run the same command again.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
