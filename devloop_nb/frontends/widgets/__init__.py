"""Views in a notebook: a live run, the form, the tuner, comparisons, all runs; each has a twin without scripts."""
