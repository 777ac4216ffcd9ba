"""The reference model in other engines, written as well as we can: the yardsticks of the race."""
