"""What a number format says of the number under it."""

import pytest

from monosashi.exchange.typed_formats import NumberFormat, built_in, number_format


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("General", NumberFormat()),
        ("@", NumberFormat()),
        ("0", NumberFormat(decimals=0)),
        ("0.00", NumberFormat(decimals=2)),
        ("#,##0", NumberFormat(decimals=0)),
        ("#,##0.0;[Red]-#,##0.0", NumberFormat(decimals=1)),
        ("#,##0;△#,##0;0", NumberFormat(decimals=0)),
        ("#,##0_ ;[Red]\\-#,##0\\ ", NumberFormat(decimals=0)),
        ("#,##0,", NumberFormat(decimals=0, thousands=1)),
        ("#,##0.0,,", NumberFormat(decimals=1, thousands=2)),
        ("0%", NumberFormat(is_percent=True, decimals=0)),
        ("0.0%", NumberFormat(is_percent=True, decimals=1)),
        ('0"人"', NumberFormat(decimals=0, unit="人")),
        ('#,##0"千円"', NumberFormat(decimals=0, unit="千円")),
        ('General"人"', NumberFormat(unit="人")),
        ('"約"0', NumberFormat(decimals=0)),
        ('0.0"ポイント"', NumberFormat(decimals=1, unit="ポイント")),
        ("0.00E+00", NumberFormat()),
        ("# ?/?", NumberFormat()),
        ("yyyy/m/d", NumberFormat(is_date=True)),
        ("[$-411]ggge年m月d日", NumberFormat(is_date=True)),
        ('[$-ja-JP]yyyy"年"m"月"d"日";@', NumberFormat(is_date=True)),
        ("h:mm", NumberFormat(is_date=True)),
        ("[h]:mm", NumberFormat(is_duration=True)),
        ('"day "0', NumberFormat(decimals=0)),
        ("[Red]0.0", NumberFormat(decimals=1)),
    ],
)
def test_a_format_code_says_decimals_percent_date_and_unit(code: str, said: NumberFormat) -> None:
    assert number_format(code) == said


@pytest.mark.parametrize("number", [14, 22, 27, 30, 36, 50, 57, 58])
def test_the_numbered_formats_of_japanese_excel_are_dates(number: int) -> None:
    assert number_format(built_in(number)).is_date
