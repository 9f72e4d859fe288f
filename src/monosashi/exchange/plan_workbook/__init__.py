"""The plan as a workbook: `write_plan_workbook` and `read_plan_workbook`, two faces of the same value."""

from monosashi.exchange.plan_workbook.plan_reading import WorkbookReading, read_plan_workbook, read_workbook
from monosashi.exchange.plan_workbook.plan_writing import write_plan_workbook

__all__ = ["WorkbookReading", "read_plan_workbook", "read_workbook", "write_plan_workbook"]
