"""What the ground floor does, one file per aggregate."""
