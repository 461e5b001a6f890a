"""Keys, and the sealed files that travel to a panel member and back."""
