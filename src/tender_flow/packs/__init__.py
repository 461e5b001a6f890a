"""Keys, and the sealed files that travel to a panel member and back.

The story of one member, Carys:

1. The lead issues an **invitation** (`contents.InvitationContents`): who bids, the agreement,
   the guidance, no bids. It is sealed under a passphrase that the lead says by telephone.
2. Carys opens it (`work.open_work`), answers (`declaring.Declaring`), chooses a passphrase of
   her own (`sending.new_member_key`) and signs (`sending.make_return`). Her declaration is
   sealed to the council's key and goes back by e-mail.
3. The lead reads it (`post.read_return`, `post.check_return`), compares the fingerprint by
   telephone and clears her. Only now can a **scoring pack** exist for her, sealed to her key.
4. Carys marks offline (`marking.Marking`). `X.tfpack` is never written; her work is beside it
   in `X.tfwork`, sealed to her own key, saved after each pause (`work.save`).
5. Her **marks** come back the same way; after the meeting an **outcome** pack lets her sign
   what was agreed (`slips.Agreeing`).

What is where: `keys` makes and keeps key pairs · `codec` turns values into the journal's kind of
JSON and back · `container` and `envelope` are the file · `contents` and `returns` alone decide
what each file may hold · `post` seals and opens them · `declaring`, `marking` (its values in
`mark_state`), `slips` are the member's three jobs, in memory · `carrying` takes marks to a pack
that is issued again · `work`, `storage`, `files` keep the work on disk · `sending` signs and
makes the return file · `prices` seals price files so that two people are needed to open them.

This room has no database and no clock: times are arguments. Each file begins with the line
`tender-flow pack 1` and one line of clear JSON with nothing about bidders, prices or marks.
Whatever is wrong with a file is a `BadInputError` with a finding that says what is safe.
"""
