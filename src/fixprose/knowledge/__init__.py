"""What fixprose knows: rule packs, their pattern language, names, places, inflection.

Packs are data: loading one runs nothing. This package reads, checks, compiles and matches them; it
decides nothing about a document (that is the engine's and the evidence's work).
"""
