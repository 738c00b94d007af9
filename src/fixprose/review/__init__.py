"""Review: an editor decides fix by fix; the page, the terminal, Word and files are surfaces of it.

One model of decisions (`decisions`) serves all surfaces: it lives in an append-only file beside the
text and never speaks of lines, so it survives edits elsewhere in the text and merges in git.
"""
