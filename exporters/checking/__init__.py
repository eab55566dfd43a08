"""Reads any DOCX, also one written in Word, and measures it against the State's layout (Decree 30/2020)."""
