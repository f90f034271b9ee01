"""One file per aggregate."""
