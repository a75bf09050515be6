"""The learned reader of acts: what a network sees in a sentence beside what the lexicon matches (design, idea 10)."""
