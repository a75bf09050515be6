"""From analysed sentences to events: propositions, senses, fields, merging."""
