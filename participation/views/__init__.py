"""What families read."""
