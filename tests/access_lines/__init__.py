"""Who may open which address, one file for each part of the house."""
