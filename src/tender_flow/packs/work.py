"""The member's work beside a pack: opening, saving, and the return file.

    work = open_work(Path("evans.tfpack"), key, now)      # or the invitation's passphrase
    work.marking.give_mark(answer_id, Decimal(3), now)
    save(work, now)                                       # on disk when it returns
    made = make_return(work, passphrase, now, part=True)
    close(work)

`X.tfpack` is never written. The work is in `X.tfwork`, sealed to the member's own key (that of
an invitation to the one-off key inside it, since no other exists yet).
"""
