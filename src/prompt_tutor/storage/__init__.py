"""What the learner must never lose: attempts, drafts and progress, in SQLite. Knows no screen and no model."""
