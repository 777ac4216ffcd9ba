"""Mechanisms of contraflow."""
