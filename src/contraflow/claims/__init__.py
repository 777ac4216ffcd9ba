"""Claims of contraflow."""
