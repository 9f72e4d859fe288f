"""Migrations of workbooks."""
