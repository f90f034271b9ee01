"""What staff fill in: one file per aggregate."""
