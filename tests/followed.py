"""Following what leads to another page of a browser."""

from playwright.sync_api import Locator, Page


def follow(page: Page, leads: Locator) -> None:
    """Click the first of these, and wait until the page to which it leads is whole.

    A click alone comes back while that page is on its way, and whoever reads it then reads half of it.
    """
    with page.expect_navigation():
        leads.first.click()
