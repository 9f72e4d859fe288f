"""What the words of a document are read as: labels beside or above, marks within a cell, columns of tables."""

from enum import StrEnum


class Form(StrEnum):
    """How a document tells of its measures."""

    SHEETS = "sheets"  # each on a sheet, labels on the left
    ROWS = "rows"  # each in a row, labels above
    TABLES = "tables"  # each in rows of several tables, which name it by the same words


class TableForm(StrEnum):
    """How one of several tables tells of measures."""

    ROWS = "rows"  # a row for each, or for each of its indicators with a column for each year
    GROUPS = "groups"  # several rows for each, one for each year


class Reads(StrEnum):
    """What stands beside a label."""

    NAME = "name"  # the measure's; with it a sheet begins
    NUMBER = "number"
    SUMMARY = "summary"
    DEPARTMENTS = "departments"
    PROGRAMS = "programs"
    LIFE_CYCLE = "life_cycle"
    INDICATOR = "indicator"
    INDICATORS = "indicators"  # a list of them in one cell, each with its figures
    FIGURES = "figures"  # target and baseline, told apart by marks
    TARGET = "target"
    YEAR_TARGET = "year_target"  # of the year that the document reports on
    BASELINE = "baseline"
    ACTUAL = "actual"
    RATIONALE = "rationale"
    EFFECT = "effect"
    RATING = "rating"  # the grade, and the actual behind its mark
    EXECUTION = "execution"  # whether the year's work was done as planned
    RESULT = "result"
    UNMET_REASON = "unmet_reason"
    RESPONSE = "response"
    DISPOSITION = "disposition"
    NEXT_STEP = "next_step"
    NOTE = "note"  # a remark of the city, kept with its label
    CHILDREN = "children"  # a list of what stands under the measure
    UNDER = "under"  # numbers of the headings that the measure stands under, the first one first
    TAG = "tag"  # a circle in the column: the label is a mark of the measure
    ANSWER = "answer"  # to the question that the label is
    PERIOD = "period"  # from which fiscal year to which


class Mark(StrEnum):
    """Whose figure stands behind a mark in a cell, in a row or in a column."""

    TARGET = "target"
    YEAR_TARGET = "year_target"
    BASELINE = "baseline"
    ACTUAL = "actual"


class GroupMark(StrEnum):
    """What begins with a mark among the rows of one measure."""

    OUTPUT = "output"  # an indicator of what is done
    OUTCOME = "outcome"  # an indicator of what it brings
    RESULT = "result"


class AmountOf(StrEnum):
    """What a column of amounts holds: all of it, one source's part of it, or labour beside it."""

    TOTAL = "total"
    NATIONAL = "national"
    PREFECTURAL = "prefectural"
    BONDS = "bonds"
    OTHER = "other"
    GENERAL = "general"
    LABOUR = "labour"
