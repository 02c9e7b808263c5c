"""The index's own files: in go postings, columns and stored fields, out come the same, mapped from disk; nothing in them is code.

Whoosh lets its codec be replaced; its own pickles its table of contents, postings and stored fields, and reads them value by value.
Here each segment has a dictionary of terms (``.trm``), posting lists as plain arrays (``.pst``), long ones with a table of what bounds
their scores, positions apart (``.pos``), and a file for each column (``.col``); a table of contents in JSON (``.toc``) names the segments.
``mapped``, ``columns``, ``terms``, ``postings``, ``contents`` and ``segment`` know no Whoosh, so that a search need not import it.
"""
