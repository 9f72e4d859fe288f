"""The year that a placeholder asks for: told from the year that is filled for, or by its own name."""

from monosashi.core.fiscal_years import NotAFiscalYear, read_fiscal_year
from monosashi.publishing.forms.rows import told_years


def year_asked(text: str, fiscal_year: int) -> int:
    """The fiscal year that 前年度, 令和5年度, 令和5, R5 or 2023 means where `fiscal_year` is filled for; "" is that itself.

    Raises NotAFiscalYear.
    """
    if not text:
        return fiscal_year
    if text in told_years():
        return fiscal_year + told_years()[text]
    try:
        return read_fiscal_year(text)
    except NotAFiscalYear as error:
        if error.may_be is None:
            raise
        return error.may_be
