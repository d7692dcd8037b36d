"""Pure functions from counts to figures: no clock, no database, no formatting."""
