"""What can be done with this room's records, one file per aggregate."""
