from scripts.generate_round_states import PAGE, page


def test_the_page_of_states_of_rounds_is_made_from_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
