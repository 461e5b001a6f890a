"""Makes `screens` importable from the folders below."""
