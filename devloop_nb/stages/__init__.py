"""What happens: functions only, one step a file, and no step calls another."""
