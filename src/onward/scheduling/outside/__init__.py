"""Calendars kept elsewhere: who has which, how they are read, and where they cross with what is booked."""
