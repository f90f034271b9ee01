"""What the ground floor can look up."""
