"""Commands: arguments to one service call to text, JSON or file, and an exit code."""
