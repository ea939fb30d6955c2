"""Every way into the records of any DocType that the site offers over HTTP, by what is asked for.

lists       of a kind: rows, numbers, and what is shown of each
records     by a name or a word that the asker has learnt or guessed
changes     what would alter a record, or hang something on it
reports     made in the Desk by an administrator, run by others
whitelisted every function that the framework and the app offer, asked of a record

A door takes (Client, Kind, …) and serves every DocType: a new one is asked at all of them.
"""
