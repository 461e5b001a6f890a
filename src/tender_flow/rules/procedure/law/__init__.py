"""The law by date: pure look-ups in rules that are data, each with its source.

| Module | What it answers |
|---|---|
| `regime` | which law a procurement follows, and why |
| `thresholds` | the value from which a law applies in full |
| `periods` | the least days for requests and tenders, with what shortens them |
| `standstills` | whether a standstill is owed, how long it is and how it is counted |
| `duties` | the notices owed and by when, and the key performance indicators |
| `limits` | how long the record is kept and how long a claim may be brought |

The rules come in as values that `tender_flow.definitions.dated_law` reads from YAML files. A
question that the data doesn't answer gives a finding, never a guess; a rule that nobody has read
at its source carries the finding `law-confirm` wherever it is used.
"""
