"""What staff and families fill in about panels."""
