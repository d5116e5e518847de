"""Words every context shares: verdicts, winters, statuses. Pure standard library."""
