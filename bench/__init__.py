"""Speed and size, as ratios and counts: `make bench`. Never part of the tests."""
