"""The private address at which somebody's own calendar (Outlook, Google, Apple) reads the appointments."""
