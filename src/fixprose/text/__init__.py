"""Texts: documents with their regions, blocks, sentences and tokens, and one reader per format.

Bytes come in and go out here. Nothing in this package knows rules, evidence or the screen.
"""
