"""Every MUST -> the lines and the test that prove it."""
