"""Monosashi (ものさし): the system with which a Japanese municipality runs its digital-transformation plan."""

__version__ = "0.1.0"
