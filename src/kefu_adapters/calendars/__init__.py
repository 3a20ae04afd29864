"""Calendars of the world: public holidays looked up, deadlines written for calendar programs."""
