"""Sentences for prices made of items: what doesn't add up, and what makes prices comparable."""

from tender_flow.i18n.texts import N_

SENTENCES = {
    "items-missing": (
        N_("{supplier} has no price for: {missing}."),
        N_("Ask the bidder; a substitute may be used only if the model published one."),
    ),
    "items-unknown": (
        N_("{supplier} prices what the model doesn't ask for: {unknown}. It asks for: {known}."),
        N_("Ask the bidder which item is meant; nothing is added to the price by guess."),
    ),
    "item-below-zero": (
        N_("{supplier}: the price of {item} is {price}."),
        N_("A price below zero has no meaning here: ask the bidder."),
    ),
    "item-without-charge": (
        N_("{supplier} gives {item} for nothing."),
        N_("Ask whether that is meant, before it counts."),
    ),
    "price-line-differs": (
        N_(
            "{supplier}: {quantity} × {unit} for {item} isn't the line's total, {read}. By the "
            "published rule {to} counts."
        ),
        N_("Record the correction once the bidder has accepted it."),
    ),
    "price-line-differs-unpublished": (
        N_(
            "{supplier}: {quantity} × {unit} for {item} isn't the line's total, {read}, and the "
            "model publishes no rule that says which counts."
        ),
        N_("Ask the bidder and decide, with the reason; nothing is corrected without a rule."),
    ),
    "price-total-differs": (
        N_(
            "{supplier}: the items come to {to}, but the bidder's total is {read}. By the "
            "published rule the items count."
        ),
        N_("Record the correction once the bidder has accepted it."),
    ),
    "price-total-differs-unpublished": (
        N_(
            "{supplier}: the items come to {to}, but the bidder's total is {read}, and the model "
            "publishes no rule that says which counts."
        ),
        N_("Ask the bidder and decide, with the reason; nothing is corrected without a rule."),
    ),
    "correction-not-by-rule": (
        N_("{supplier}: {item} was corrected to {to}; the published rule gives {by_rule}."),
        N_("Record the amount that the rule gives."),
    ),
    "corrections-not-published": (
        N_("{supplier}: {item} was corrected, but the model publishes no correction of prices."),
        N_("Take the correction back; a rule that wasn't published doesn't hold."),
    ),
    "correction-of-nothing": (
        N_("{supplier}: a correction of {item} is recorded, but its figures agree."),
        N_("Take the correction back, or name the item or “total” whose figures differ."),
    ),
    "amount-unreadable": (
        N_("“{text}” is no amount of money."),
        N_("Write it as 1250.00."),
    ),
    "correction-recorded-already": (
        N_("{supplier}: the correction of {item} is recorded already."),
        "",
    ),
    "correction-without-evidence": (
        N_("There is nothing that shows how the bidder accepted."),
        N_("Say it, such as “letter of 4 May 2026, page 2”."),
    ),
    "correction-accepted-too-early": (
        N_("The bidder can't have accepted on {day}: its price was opened on {opened}."),
        N_("Give the day of the bidder's answer."),
    ),
    "price-without-items": (
        N_("The price of {lot} has no items. The model asks for: {items}."),
        N_("Leave it as it is: ask the bidder, or decide about the bid."),
    ),
    "price-without-total": (
        N_("The price of {lot} is missing."),
        N_("Leave it as it is: ask the bidder, or decide about the bid."),
    ),
    "item-priced-by-nobody": (
        N_(
            "{supplier} has no price for: {missing}. No other bidder still in priced it, and the "
            "model has no estimate."
        ),
        N_("Decide with the reason; an estimate may be used only if it was published."),
    ),
    "refusal-beside-adjustments": (
        N_("above_full: refuse doesn't go with rules that adjust the price for comparison."),
        N_("State above_full: cap or allow, or leave those rules out."),
    ),
    "preference-beside-adjustments": (
        N_("A preference margin is taken of the price adjusted for scope; this adds {stated}."),
        N_("Leave those out: only missing items and arithmetic go with a preference margin."),
    ),
    "completion-too-late": (
        N_("{supplier} would be {weeks} weeks late; the model allows at most {most}."),
        "",
    ),
    "weeks-late-not-asked": (
        N_("The model publishes nothing about late completion."),
        N_("Leave weeks_late out."),
    ),
    "weeks-late-below-zero": (
        N_("Weeks late is {weeks}; an earlier completion earns nothing."),
        N_("Give 0 or more."),
    ),
    "day-not-a-date": (
        N_("“{text}” is no date."),
        N_("Write it as 2026-05-04."),
    ),
    "estimates-without-rule": (
        N_("There are estimates of items, but no rule that uses them."),
        N_("Add missing_item: average_of_responsive, or leave the estimates out."),
    ),
    "estimate-of-no-item": (
        N_("There are estimates of what isn't asked for: {unknown}. Items: {known}."),
        N_("Name items of the basket or running costs."),
    ),
    "item-named-total": (
        N_("An item may not be called “total”: that is the name of the whole price."),
        N_("Give the item another name."),
    ),
    "item-twice": (
        N_("In the basket and among the running costs: {items}."),
        N_("Name each cost once."),
    ),
    "late-rate-one-of-two": (
        N_("A late week costs either money or a per cent of the price."),
        N_("State per_week or per_week_per_cent, and not both."),
    ),
    "count-out-of-bounds": (
        N_("{field} is {count}."),
        N_("Give a whole number from 1 to {most}."),
    ),
}
