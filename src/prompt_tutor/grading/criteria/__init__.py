"""How the sixteen criteria are judged: one module a kind of rule, the cues themselves as data."""
