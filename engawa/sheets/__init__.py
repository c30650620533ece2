"""場に出すもの: what residents and workers read of a place."""
