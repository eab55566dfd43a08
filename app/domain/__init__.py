"""The office's words and rules: pure values and functions, no I/O."""
