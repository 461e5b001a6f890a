"""From marks and prices to a ranking, exactly."""
