"""Case of contraflow."""
