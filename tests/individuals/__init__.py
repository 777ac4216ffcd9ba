"""The border's day, individual by individual: slow, plain, and what the fast model is held against.

One object a trader, a vessel, a crossing and a convoy, one random draw a decision, one history at a time, NumPy's own
generator, double precision. It is written from docs/model.md and the formulas at the head of each mechanism, reads the case
itself and calls nothing that is compiled. From the fast model it takes the calendar, the state in which a history starts,
and nothing else.

    people.py   what there is: traders, vessels, crossings, sectors, markets, the world
    facts.py    what the case says, worked out again: ways to cross, distances, typical loads
    choosing.py how a trader weighs what he could do
    day.py      the sixteen mechanisms of a day, in order
    history.py  from a starting state to what is seen of the days that follow
"""
