"""Benchmarks that print ratios, each beside its floor (DESIGN §9)."""
