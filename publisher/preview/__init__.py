"""The reading room: what was made is served on this machine, heard, and corrected.

    entries      how a word is said, written into a lexicon or into front matter
    standing     what stands in an output folder, and which of its files anybody may have
    correcting   one sentence: its words as they are spoken, a trial, another take, a correction
    guarding     who may ask for what: hosts, origins, tokens, and what browsers are told
    noticing     pages are told when what they show was made again
    pages        pages as they are served, and the list of publications
    answering    what a page may ask for, answered in lines of JSON
    serving      all of it as a web application

Pages stand as they were built; what corrects them is put in as they are served.
"""
