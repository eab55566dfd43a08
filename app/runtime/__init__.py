"""What the computer gives: paths, clock, log, and the words the office reads."""
