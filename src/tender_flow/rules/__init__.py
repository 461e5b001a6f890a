"""The pure rules: no files, no database, no clock, no locale, no floats."""
