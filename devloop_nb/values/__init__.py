"""What flows: frozen values without I/O, one noun a file."""
