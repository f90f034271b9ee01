"""What letters about panels say."""
