"""The panel member's screens: offline, over packs only.

`app.PanelApp` opens one file and shows the screens for what it is:

* an invitation: `opening` (passphrase) → `signing` (agreement, one page per bidder, guidance,
  check answers, sign) → the declaration file;
* a scoring pack: `opening` → `home` (grid) → `scoring` (answer, mark, reasons) → `sending`
  (check, sign) → the return file;
* an outcome: `opening` → `outcome` (agree or disagree, item by item) → the slip.

Nothing here knows a database, a service, a price or another member's mark: a file from
`tender_flow.packs` is all there is.
"""
