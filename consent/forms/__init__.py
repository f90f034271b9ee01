"""The forms of this room, one file per aggregate."""
