"""What may happen next in a procurement, and what is missing."""
