"""A small language model that was taught on coded sentences: what it sees where no rule has the words."""
