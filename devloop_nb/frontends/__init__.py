"""Ways in and out: translate, call the session, show. Nothing is decided here."""
