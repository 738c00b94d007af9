#!/usr/bin/env python3
"""Write the table of frequent English words that rule indexes and scorers use.

    make_frequency.py > src/fixprose/knowledge/data/frequency.tsv

Needs the package wordfreq (Robyn Speer; code Apache-2.0, data CC BY-SA 4.0). Words that are not in
the table are rarer than its last one.
"""

from wordfreq import top_n_list, word_frequency

COUNT = 12000


def main() -> None:
    print("# Words of English with their share of running text, most frequent first.")
    print("# Source: wordfreq by Robyn Speer, data CC BY-SA 4.0; made by tools/make_frequency.py")
    for word in top_n_list("en", COUNT):
        if word.isalpha():
            print(f"{word}\t{word_frequency(word, 'en'):.2e}")


if __name__ == "__main__":
    main()
