"""The English analysis: sentences, words, trees, mentions, dates and reference over one document."""
