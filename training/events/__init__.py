"""The recipe of the learned reader: coded passages in, weights out, figures."""
