"""Words of contraflow."""
