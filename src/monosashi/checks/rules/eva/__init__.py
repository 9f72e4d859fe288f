"""Rules on evaluation: grades, reasons and what the result texts tell."""
