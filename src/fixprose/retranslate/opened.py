"""From which probability of garble a passage is opened to retranslation."""

OPENED = 0.5
