"""tender-flow: tender evaluation and procurement workflow for public buyers."""

__version__ = "0.1.0"
