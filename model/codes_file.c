/* Files and YAML (E01xx), fields and values (E02xx). */
#include "model/codes.h"

const ent_code ent_codes_file[] = {
    {"E0101", "a file cannot be read",
     "The scenario, a file that it extends or a table that it reads is not there or "
     "may not be read. The message gives the system's reason. Paths under `extends` "
     "are seen from the folder of the file that says them."},
    {"E0102", "a file is too large",
     "A scenario or CSV file may hold 1 MiB, a series 100,000 numbers. That is far "
     "more than any agreement needs, and it bounds the time that a hostile file can "
     "take. Long tables can go into files of their own."},
    {"E0103", "a file holds nothing",
     "The file is empty, or has only comments. A scenario begins with `entente: 1`."},
    {"E0104", "a file is not UTF-8",
     "Scenarios are UTF-8 text. The place is the first byte that is none; editors "
     "offer to save as UTF-8."},
    {"E0105", "a character that no text may hold",
     "Control characters, NUL and line breaks other than LF or CR LF are refused, "
     "because they hide from readers and shift the lines that messages point to."},
    {"E0106", "a tab in the margin",
     "YAML does not allow tabs for indentation: editors show them with different "
     "widths. Indent with spaces."},
    {"E0107", "the text is not YAML",
     "A bracket or quote is left open, a line does not fit the indentation above it, "
     "or a value holds a character that YAML reads as its own. Quoting the value is "
     "often enough."},
    {"E0108", "something is given twice",
     "YAML readers commonly keep the last of two equal keys and say nothing. Here it "
     "is a mistake, shown with both places. Keep one of the two."},
    {"E0109", "an alias that cannot be followed",
     "An alias (`*name`) needs an anchor (`&name`) before it and outside it. Aliases "
     "may stand 8 deep inside one another and 1,000 times in all, so that a few lines "
     "cannot stand for millions."},
    {"E0110", "a merge key",
     "`<<` is no part of YAML 1.2, and its order of precedence surprises. Agreements "
     "inherit with `based_on`, files with `extends`."},
    {"E0111", "a tag",
     "Tags such as `!!str` tell a YAML reader how to take a value. Here the field "
     "decides that. Quotes make a text of anything."},
    {"E0112", "a second document",
     "A file holds one scenario, so a second `---` has no meaning. Versions of an "
     "agreement belong under `agreements`."},
    {"E0113", "nested too deeply",
     "Maps and lists may stand 32 deep inside one another. The format itself needs 6."},
    {"E0114", "too many keys and values",
     "A file may hold 20,000 keys and values, those behind aliases counted as often as"
     " they stand."},
    {"E0115", "a comma cuts a value in two",
     "Inside `{ }` and `[ ]`, YAML ends a value at a comma unless it is quoted: "
     "`{formula: max(a, b)}` is a formula `max(a` and a key `b)`. Quote the value, or "
     "give it a line of its own."},
    {"E0116", "a key that is no word",
     "YAML allows lists and maps as keys; a scenario has no use for them."},
    {"E0117", "quotes that do not close",
     "A CSV cell in quotes ends with a quote, and only a comma or the line's end may "
     "follow. A quote within it is written twice."},
    {"E0118", "a row of another length",
     "Every row of a CSV file has as many cells as its first, which names the columns."
     " A comma within a cell needs quotes around the cell; an empty cell keeps its "
     "comma."},
    {"E0119", "a column that is not there",
     "`column` must be one of the names in the first row of the CSV file, letter by "
     "letter, and no other column may have it."},
    {"E0120", "an empty cell",
     "Each row of a series is one period, so a number that is missing would shift all "
     "that follow. Fill it in, or take the row out."},
    {"E0201", "an unknown field",
     "No field has this name here, so it would have no effect. The message proposes "
     "the closest name, or lists all if they are few. `entente kinds KIND` describes "
     "every field of a kind."},
    {"E0202", "a field is missing",
     "The entry cannot mean anything without this field. The message shows one as it "
     "would be written."},
    {"E0203", "a field has no value",
     "Nothing stands behind the colon. Give a value, take the line out, or write "
     "`none` to clear a value that is inherited."},
    {"E0204", "the wrong shape",
     "A list or map stands where a single value is expected, or the other way round."},
    {"E0205", "neither true nor false",
     "Only `true` and `false` are read as such. Some YAML readers take yes, no, on and"
     " off for them too, others do not; so these are refused."},
    {"E0206", "not a number",
     "Numbers are written 38bn, 1.5m, 20%, 5bp, 1_000 or 0.2, with a dot before "
     "decimals and the unit behind: `250bn USD`. A few fields must be fixed numbers "
     "and take no name or formula."},
    {"E0207", "a number out of range",
     "The field's meaning allows only numbers in this range, ends included."},
    {"E0208", "a percentage without its sign",
     "A bare number above 1 where a share is expected is nearly always a percentage "
     "whose sign was forgotten: 20 for 20%. Write the sign, also where more than the "
     "whole is meant (150%)."},
    {"E0209", "the wrong unit",
     "The unit written behind the number is not the one that the field has. It may "
     "always be left out."},
    {"E0210", "not a whole number",
     "The field counts things, so it takes whole numbers without a percent sign."},
    {"E0211", "not a date",
     "Dates are written year-month-day with two digits each (2030-12-31), and must "
     "exist in the calendar; years run from 1900 to 2199."},
    {"E0212", "not a span of time",
     "Spans are whole numbers with days, weeks, months, quarters or years behind: `6 "
     "months`, `1 year 6 months`."},
    {"E0213", "not one of the choices",
     "The field takes one of a few words, which the message lists."},
    {"E0214", "not a range",
     "A range is a list of two numbers, the lower first: `[20bn, 100bn]`."},
    {"E0215", "an unknown kind",
     "There is no clause, driver or distribution of this kind. `entente kinds` lists "
     "them all."},
    {"E0216", "an entry without a kind",
     "A clause or driver begins with `kind`, which says what its other fields mean. "
     "Only an entry that changes an inherited one leaves it out; then its name must be"
     " the inherited one."},
    {"E0217", "a text that may be true or false",
     "A word such as yes or off, without quotes, is a text to one YAML reader and true"
     " or false to another. Quote it."},
    {"E0218", "an unknown format version",
     "The file says that it is written for another version of the format. What it "
     "means cannot be judged, so nothing else is checked."},
    {"E0219", "an assumption is not exactly one thing",
     "An assumption is fixed (`value`), disputed (`readings`, of which `use` names "
     "one) or uncertain (`distribution`). It must be one of them and only one."},
    {"E0220", "readings of different sorts",
     "The readings of a disputed value are all numbers or all dates, because whatever "
     "uses the assumption must be able to use each."},
    {"E0221", "a number too large",
     "The number is beyond what a double can hold, about 1.8e308. Probably a scale "
     "stands there twice."},
    {"E0222", "too many rows",
     "A list of rows, such as the tiers of a rate, may have 32 of them."},
    {NULL, NULL, NULL},
};
