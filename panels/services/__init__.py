"""What is done with panels."""
