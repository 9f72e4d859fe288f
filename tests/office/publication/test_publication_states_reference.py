from scripts.generate_publication_states import PAGE, page


def test_the_page_of_states_is_made_from_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
