"""Printed results of many questions at once from Excel or CSV, their difference first."""
