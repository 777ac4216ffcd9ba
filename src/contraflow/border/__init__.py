"""Border of contraflow."""
