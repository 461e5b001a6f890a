"""Widgets that all screens share: each draws rows of (text, role), none reads markup."""
