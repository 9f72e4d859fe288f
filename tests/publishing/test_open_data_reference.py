"""The pages that promise columns and public fields are those that the code keeps."""

from scripts.generate_open_data_reference import COLUMNS_PAGE, FIELDS_PAGE, columns_page, fields_page


def test_the_page_of_columns_is_the_one_that_the_tables_make() -> None:
    assert COLUMNS_PAGE.read_text(encoding="utf-8") == columns_page(), "run scripts/generate_open_data_reference.py"


def test_the_page_of_public_fields_is_the_one_that_the_list_makes() -> None:
    assert FIELDS_PAGE.read_text(encoding="utf-8") == fields_page(), "run scripts/generate_open_data_reference.py"
