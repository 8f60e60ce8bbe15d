"""The door that remembers: one SQLite file, append only."""
