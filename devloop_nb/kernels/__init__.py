"""The door that runs code, in a Jupyter kernel that has run nothing before."""
