"""Small offices made at random, and a slow, obvious count of them that the statistics must agree with."""
