"""What must hold of panels, and the reasons when it does not."""
