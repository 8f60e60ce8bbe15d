"""A run as markdown, one HTML file or a notebook."""
