"""Objects of the user's -> what a model is told of them, and the source that makes them in a fresh kernel."""
