"""The recipe of the English model: treebanks and a pretrained encoder in, the package's weights out (README.md)."""
