"""The moderation meeting's screens."""
