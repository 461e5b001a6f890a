"""The moderation meeting's screens: one laptop, one projector, every act saved at once.

* `agenda`: what is to discuss, what lies within the tolerance, what stops the closing.
* `item`: one answer, with the marks given before, the agreed mark, its reason, each assent.
* `room`: who is here. `closing`: what is still open, closing, the printed record.

The screens hold the last agenda that the record gave, and words that wait to be recorded
(`drafts`); everything else is asked of `tender_flow.services.moderation`, in one thread
(`acts`). No average, total, price or other bidder is ever on a screen here.
"""
