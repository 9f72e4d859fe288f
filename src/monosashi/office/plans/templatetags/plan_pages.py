"""Addresses of a plan's pages, in the year that is looked at."""

from django import template

from monosashi.core.tree import Node
from monosashi.office.plans.in_year import InYear
from monosashi.office.plans.pages import node_address

register = template.Library()


@register.simple_tag
def measure_address(year: InYear, node: Node) -> str:
    """Where a node's page is, in the same year."""
    return node_address(year, node)
