"""The staff screens of this room, one file per aggregate."""
