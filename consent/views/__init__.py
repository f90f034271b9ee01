"""What families see of this room, one file per aggregate."""
