"""The demonstration: the whole main job on a real council's plan, with invented bidders.

`script` is the order of events; `preparing`, `tendering`, `signing`, `marking`, `meeting`,
`awarding` and `halfway` are its steps; `laptops` is the members' side; `content` and `voices`
read what the panel thinks; `scene` is the folder, the clock and the keys. The data are in
`data/` and say of themselves that they are illustrative.
"""
