/* Names and references (E03xx). */
#include "model/codes.h"

const ent_code ent_codes_name[] = {
    {"E0301", "nothing of this name",
     "A formula may name assumptions, drivers, quantities, flows and outputs of "
     "clauses. None of them has this name."},
    {"E0302", "no such function",
     "The manual lists all functions; the message proposes the closest."},
    {"E0303", "not to be read here",
     "Drivers make the world, which is simulated once and is the same for every "
     "agreement. So their fields read assumptions, time and other drivers, and never "
     "an agreement, a ledger or a quantity."},
    {"E0304", "a name that is no number",
     "A party or a clause is not a number itself. A party has net(x) and balance(x), a"
     " clause has outputs, as in share.paid."},
    {"E0305", "no such party in a formula",
     "net(), balance(), npv(), cash() and marked() take the name of a party."},
    {"E0306", "no such output",
     "Each kind of clause has its own outputs; `entente kinds KIND` lists them."},
    {"E0307", "not a clause",
     "Only clauses have outputs, and npv(party, x) takes a clause or a flow."},
    {"E0308", "no such agreement",
     "The name in in(\"...\") or on the command line is none of the scenario's "
     "agreements."},
    {"E0311", "not a name",
     "Names are lower-case letters, digits and _, beginning with a letter, at most 64 "
     "characters; names of agreements and sources may also have -. So they can stand "
     "in formulas without quotes."},
    {"E0312", "a name is taken",
     "Assumptions, drivers, quantities, flows, parties, clauses and metrics share one "
     "set of names, because formulas refer to them by name alone."},
    {"E0313", "a reserved name",
     "The names of functions, `t`, `dt`, `year` and `market` mean something in "
     "formulas already. `market` is the world outside; it is a party without being "
     "listed."},
    {"E0314", "an unknown party",
     "Money moves between parties, so whoever is named must be listed under `parties`,"
     " or be `market`."},
    {"E0315", "an unknown source",
     "A source that is cited must be listed under `sources`, so that reports can print"
     " it."},
    {"E0316", "an unknown agreement",
     "`based_on` and `baseline` name an agreement of this scenario."},
    {"E0317", "a correlation of what cannot be correlated",
     "A correlation is between two different drivers, or between two different "
     "uncertain assumptions. A driver draws in every period and an assumption once for"
     " the path, so the two cannot be mixed."},
    {"E0318", "an unknown reading", "`use` must name one of the `readings`."},
    {"E0319", "a name that is no date",
     "A field that takes a date also takes the name of an assumption whose readings "
     "are dates, so that a disputed date can be picked. This name is none of these."},
    {"E0320", "a party deals with itself",
     "Both roles of the clause or flow name the same party, so no money could move."},
    {NULL, NULL, NULL},
};
