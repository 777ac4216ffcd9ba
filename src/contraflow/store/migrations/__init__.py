"""How stores of earlier versions of contraflow become stores of this one."""
