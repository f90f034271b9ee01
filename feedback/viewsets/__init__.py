"""Staff screens over the records of this app: one file per aggregate."""
