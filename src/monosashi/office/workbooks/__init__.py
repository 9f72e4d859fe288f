"""Answering by Excel: workbooks out, and back in with a difference before anything is saved."""
