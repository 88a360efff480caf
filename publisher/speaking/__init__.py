"""Speak: a document becomes a narration, line by line (`narrating`).

The way through: what is said beside the words is added (`additions`), and all of it becomes lines
with their words, language and part (`script`); each line goes to whoever speaks it (`casting`), cut
into clauses that an engine can take (`clauses`); the engine speaks several lines at once (`crew`),
on other machines too (`cluster`), or remembers having done so (`remembering`); paragraphs are
brought to one loudness (`mastering`), and their sentences are joined with pauses (`joining`). What
engine that is makes no difference here, nor where it speaks: lines are mastered and joined in their
order while others are spoken.
"""
