"""What the program costs: measured by hand, not in the test run."""
