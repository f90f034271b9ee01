"""Bringing lists in: spreadsheets, pasted tables and directory feeds; read with care, tried first, taken back (decision 0022)."""
