"""What must hold of this room's records, one file per aggregate."""
