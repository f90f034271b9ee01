"""One file for each way of belonging."""
