#include "cli/formula_words.h"

#include <stddef.h>

const ent_function_words ent_period_functions[] = {
    {"if", "if(c, a, b)", "a where the condition c holds, else b"},
    {"min", "min(a, b)", "the smaller of the two"},
    {"max", "max(a, b)", "the larger of the two"},
    {"clamp", "clamp(x, low, high)", "x, but not below low nor above high"},
    {"abs", "abs(x)", "its size without the sign"},
    {"floor", "floor(x)", "the next whole number below"},
    {"ceil", "ceil(x)", "the next whole number above"},
    {"exp", "exp(x)", "the exponential of a pure number"},
    {"log", "log(x)", "the natural logarithm of a pure number"},
    {"sin", "sin(x)", "the sine of a pure number, in radians"},
    {"cos", "cos(x)", "the cosine of a pure number, in radians"},
    {"logistic", "logistic(x)", "1 / (1 + exp(-x)), which lies between 0 and 1"},
    {"sqrt", "sqrt(x)", "the square root; halves the powers of its unit"},
    {"pow", "pow(x, y)", "x ^ y; y is a pure number, and fixed if x has a unit"},
    {"prev", "prev(x, initial)",
     "the value of x in the period before, `initial` in the first; may close a circle"},
    {"sum", "sum(x)", "the running total of x over the periods so far"},
    {"annualised", "annualised(x)", "an amount of the period as a rate per year"},
    {"since", "since(2028-01-01)",
     "years from the beginning of that day to the period's end, 0 before it"},
    {"net", "net(party)", "the party's net cash of the period"},
    {"balance", "balance(party)", "the running sum of its net cash"},
    {"t", "t", "years from the start of the horizon to the period's end"},
    {"dt", "dt", "the period's length in years: a rate times dt is an amount"},
    {"year", "year", "the calendar year, a pure number"},
    {"and", "a and b", "1 where both hold"},
    {"or", "a or b", "1 where at least one holds: the first of two events"},
    {"not", "not a", "1 where it does not hold"},
    {"market", "market", "the world outside, where a party is expected"},
    {"none", "none", "clears a field or drops an entry; no name may be so called"},
    {NULL, NULL, NULL}};

const ent_function_words ent_path_functions[] = {
    {"npv", "npv(party), npv(party, clause)",
     "present value of all that a party gets and pays, or of what moves under one clause "
     "or flow, at its discount rate"},
    {"cash", "cash(party)", "the part of npv that is cash"},
    {"marked", "marked(party)", "the part of npv that is value rather than cash"},
    {"total", "total(x), total(x, 2027), total(x, 2026, 2030)",
     "the sum over all periods, over one calendar year or from one to another; a rate is "
     "multiplied by the length of each period"},
    {"last", "last(x)", "its value in the last period"},
    {"at", "at(x, 2030-12-31)", "its value in the period that holds the day"},
    {"highest", "highest(x)", "the largest value of any period"},
    {"lowest", "lowest(x)", "the smallest value of any period"},
    {"mean", "mean(x)", "the average over time"},
    {"first", "first(flag)",
     "the end of the first period in which it holds: a date, or never"},
    {"ever", "ever(flag)", "1 if it holds in any period"},
    {"in", "in(\"oct-2025\", metric)",
     "a metric of another agreement in the same future: differences are taken so"},
    {NULL, NULL, NULL}};

const ent_worked_formula ent_worked_formulas[] = {
    {"The most-favoured rate",
     "A licensee pays its own rate or a rival's, whichever is lower, and never less than "
     "nothing.",
     "favoured_rate: max(0%, min(headline_rate, rival_rate))\n"},
    {"A latch",
     "Once a threshold has been crossed it stays crossed: the value of the period before "
     "is read back. Use it in `when` or `ends_on` of a clause.",
     "crossed: prev(crossed, 0) or revenue > 100m USD/year\n"},
    {"The first of several", "A takeover, an insolvency or a day, whichever comes first.",
     "over: takeover or insolvency or since(2030-07-01) > 0\n"},
    {"A high-water mark",
     "The highest yearly rate so far: what a ratchet or a hurdle compares with.",
     "peak: max(prev(peak, 0 USD/year), revenue)\n"},
    {"An earn-out",
     "The seller gets 30% of what has been earned above 30m by the end of 2029, at most "
     "15m. The running total needs an amount, so the rate is multiplied by `dt`.",
     "earned: sum(profit * dt)\n"
     "earn_out: clamp(30% * (earned - 30m USD), 0, 15m USD)\n"
     "payout: {from: buyer, to: seller, amount: earn_out, on: 2029-12-31}\n"},
    {"An indexed fee", "2m a year, raised by 2.5% a year without steps.",
     "indexed_fee: 2m USD/year * exp(2.5%/year * t)\n"},
    {NULL, NULL, NULL}};
