"""The reference model: a small border that every engine of the race computes.

Eight sectors, three kinds of traders, six goods, three carriers (own hull, hired hull, on foot), two shifts: 36 options and
staying home; 85 weeks of evidence. ``definition.py`` is the model in plain NumPy; all else must agree with it.
"""
