/* The grammar of formulas (E04xx), units and order (E05xx). */
#include "model/codes.h"

const ent_code ent_codes_formula[] = {
    {"E0401", "a quoted name that does not end",
     "A quote opens the name of an agreement, as in in(\"oct-2025\", x), and must be "
     "closed."},
    {"E0402", "a character that means nothing in a formula",
     "Formulas are made of numbers, names, brackets, commas and the operators + - * / "
     "^ < <= > >= == != and or not."},
    {"E0403", "something else is expected here",
     "The formula breaks off or goes on in a way that has no meaning: an operand, an "
     "operator, a comma or a closing bracket is missing."},
    {"E0404", "not a number with a known unit",
     "A number in a formula is written 38bn, 1.5m, 20% or 5bp, with a unit behind it "
     "where it has one: 10bn USD, 3%/year, 2 years."},
    {"E0405", "not a day of the calendar", "The date does not exist, as 2027-02-29."},
    {"E0406", "the wrong number of arguments",
     "The function takes another number of arguments. A comma too many is the usual "
     "reason."},
    {"E0407", "comparisons in a chain",
     "`a < b < c` would compare a flag with a number. Write `a < b and b < c`."},
    {"E0408", "a formula too long or too deep",
     "A formula may have 4,000 characters and about 100 brackets inside one another. "
     "Give its parts names of their own."},
    {"E0409", "an empty formula",
     "There is nothing to compute. Write 0 if nothing is meant."},
    {"E0410", "a date or quoted name in the wrong place",
     "Dates stand in since(), at() and comparisons with dates; the quoted name of an "
     "agreement stands in in()."},
    {"E0411", "a function that does not belong here",
     "Functions such as npv and total look at a whole path and belong in metrics; "
     "prev, sum and annualised look at one period and belong everywhere else."},
    {"E0412", "not a calendar year of the horizon",
     "total(x, 2027) and total(x, 2026, 2030) take calendar years that the horizon "
     "touches, the first before the last."},
    {"E0413", "a party without a present value",
     "A present value needs a discount rate. `market` has none, and other parties have"
     " one if they are given a `discount`."},
    {"E0414", "a value in every period where one for the path is wanted",
     "A metric is one number for each path. Say which: total, last, at, highest, "
     "lowest, mean or first."},
    {"E0501", "units that do not go together",
     "Only amounts of the same unit can be added, subtracted or compared. A rate "
     "(USD/year) becomes the amount of a period when it is multiplied by dt, and an "
     "amount becomes a rate by annualised()."},
    {"E0502", "not the unit that is expected",
     "The formula gives another unit than its field or its entry's `unit` asks for."},
    {"E0503", "a pure number is needed",
     "Functions such as exp and log, and exponents, take numbers without a unit. "
     "Divide by an amount of the same unit first."},
    {"E0504", "a rate already",
     "annualised() turns the amount of a period into an amount per year; this is one "
     "already."},
    {"E0505", "not a unit",
     "Units are the currency, year, and words of your own, joined by * and /: "
     "USD/year, 1/year, token/year."},
    {"E0506", "a circle",
     "To know one of these within a period, another must be known first, and so on "
     "around. Break the circle with last period's value: prev(x, initial)."},
    {"E0507", "a date where it has no meaning",
     "A date may never come, so it cannot be added or multiplied. Dates can be "
     "compared with dates, and min() and max() take them."},
    {"E0508", "paid each year, or once?",
     "A flow takes money per year, or the money of each period. A bare amount is "
     "neither: write it per year, or give its day with `on`."},
    {NULL, NULL, NULL},
};
