"""How seldom Python looks for objects that hold one another."""

import gc

SELDOM = (25_000, 10, 20)
"""After how many new objects. A plan is some hundred thousand, and so is what a start reads, none of which does: walking over all of
them every twelfth request, as Python would, stops everybody for a tenth of a second, and a start takes a fifth longer."""


def collect_seldom() -> None:
    """From now on in this process: what starts one calls it before it reads anything."""
    gc.set_threshold(*SELDOM)
