"""Meetings of bodies and what they decide: agenda, papers, minutes, decisions and what became of them."""
