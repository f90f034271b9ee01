"""Tags for what families read of panels."""
