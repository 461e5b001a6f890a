"""YAML to rules: every problem in a file reported at once, with file and line."""
