"""What may leave: marks, the gate that all evidence passes, the one exit of all bytes, proposals of coarser words."""
