"""Every read of support plans, continuity plans, assessments, finances and risk."""
