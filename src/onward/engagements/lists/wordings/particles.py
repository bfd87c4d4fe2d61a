"""Words that belong to a last name and stand before it."""

from onward.engagements.lists.words import listed

PARTICLES = frozenset(
    listed("""
    van von vom vd v.d. v/d v. de den der d. het 't ’t ‘t `t 's te ten ter tot in op aan bij uit onder over voor zu
    zum zur af av la le les du des di da do dos das del della delle dello degli y e el al ul bin ben ibn abu bint
    ould ait aït
    """)
)

STARTERS = PARTICLES - {"y", "e", "'s", "d.", "v."}
"""Those of them a last name can start with, when a whole name stands in one column."""
