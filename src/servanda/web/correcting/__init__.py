"""Correcting: what a person decides in the browser becomes the entries that the command line would write.

    edits.py       a form on something of a document as it stood after an entry; writes, or is stale
    fields.py      an assertion's fields as a form shows them, and as acts
    amending.py    correct, withdraw and bring back an assertion
    adding.py      an assertion that the reader missed
    judging.py     whether two assertions speak of one matter
    undoing.py     the decisions on a document, each with a way back
    typing_in.py   what no published text says, typed in
    telling.py     the line that says which entry was written

Every form carries the number of the entry that it was made on. Where what it is about has changed since, nothing is
written: the form comes back with what was typed, beside what stands now.
"""
