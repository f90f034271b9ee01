"""Staff screens for panels."""
