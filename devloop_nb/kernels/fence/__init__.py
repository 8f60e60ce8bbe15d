"""What stands around a process that runs generated code; it is imported in there, and needs no other package."""
