"""Reports of contraflow."""
