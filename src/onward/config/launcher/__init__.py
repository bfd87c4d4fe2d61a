"""Starts, watches and stops what an installation runs: database, web server, worker."""
