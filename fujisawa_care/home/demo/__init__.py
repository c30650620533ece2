"""見本の街: a fictional city that tells its stories through the same actions the doors call."""
