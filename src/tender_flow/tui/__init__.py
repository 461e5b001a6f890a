"""Textual screens: what panel members, the moderation meeting and the lead see.

The parts that all screens share:

* `themes`: the palettes (dark, light, high contrast) and the roles that a text can have.
* `texts`: names and bids made safe for a screen, wrapped and cut by cells.
* `keys`: a `Deed` is a thing that can be done here, with its keys and words; key bar, menu
  and help are all made from the deeds, and so can't say anything else than the keys do.
* `frame`: `Frame`, the screen with header, parts, message line and key bar.
* `app`: `TenderApp`, which hands keys to the frame and never ends by accident.
* `saving`: `Saver`, which writes in a thread and says "saved" only after the disk has it.
* `widgets`: rows drawn by line, headings, choices, prose, boxes.
* `pages`: menu, help, "Leave?", a problem in three parts.

`panel` and `moderation` hold the screens themselves. Text of bids, names and reasons is never
markup: widgets draw rows of (text, role), and nothing parses them.
"""
