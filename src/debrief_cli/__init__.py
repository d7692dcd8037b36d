"""debrief: a private journal for people who serve customers.

A map, from the outside in (docs/architecture.md follows one command through it):

app       every command, the error boundary     commands  one file a command
acts      what several commands do: take in, ask, show    context   the doors to the outside
prompts   putting questions to a person         render    pages: blocks, and how they look
store     the journal: tables, views, drafts    clock, settings   time and configuration
analysis  pure figures                          forms     the questions, as data
form, interview, kinds    the engine            records, vocabulary, period   the domain
"""

__version__ = "0.2.0"
