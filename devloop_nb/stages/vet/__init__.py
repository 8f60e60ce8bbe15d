"""Requirements -> findings: what is missing, contradictory or too vague, each with the question that mends it."""
