"""Cli of contraflow."""
