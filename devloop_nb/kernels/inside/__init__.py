"""Sent into the kernel as text, one piece after the other into one namespace; nothing here imports the project."""
