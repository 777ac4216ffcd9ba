"""Kernels of contraflow."""
