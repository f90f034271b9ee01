"""What is read of panels."""
