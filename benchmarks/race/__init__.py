"""The race: the reference model in contraflow and in everything that could replace it, rounds interleaved in one run."""
