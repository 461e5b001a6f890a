"""Documents out: the evaluation report."""
