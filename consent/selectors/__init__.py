"""What of this room can be looked up, one file per aggregate."""
