"""The door to checking tools: they read code, and none of them runs it."""
