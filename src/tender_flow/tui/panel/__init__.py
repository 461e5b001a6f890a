"""The panel member's screens: offline, over packs only."""
