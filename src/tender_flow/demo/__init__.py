"""The demonstration: a real council plan run from interest to award, marked illustrative."""
