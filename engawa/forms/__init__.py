"""入力: what came in; never saves."""
