"""What families see of panels."""
