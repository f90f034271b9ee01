"""The ground floor's rules: given the facts, they return the reasons."""
