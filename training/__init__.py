"""How the reader's model is made: treebanks and name corpora in, one int8 model and its card out."""
