/* Warnings (W...). */
#include "model/codes.h"

const ent_code ent_codes_warning[] = {
    {"W0701", "a clause outside the horizon",
     "The clause ends before the horizon starts, or starts after it ends, so it does "
     "nothing in any future."},
    {"W0702", "a day after the horizon",
     "A clause's last day, or another of its days, lies after the last day that is "
     "simulated. What it would pay later is missing from every result."},
    {"W0703", "an event that never comes",
     "A hazard's rate is 0 in every period, so its event comes in no future and "
     "whatever waits for it never happens."},
    {"W0704", "a condition that never holds",
     "The condition is 0 in every period, whatever happens: it reads only fixed numbers "
     "and time. A clause that depends on it is idle."},
    {"W0705", "two have the same exclusive right",
     "Two exclusivity clauses of one agreement give the same scope, by the same "
     "grantor, to different holders at the same time. One of them cannot be meant."},
    {"W0706", "nothing reads it",
     "No clause, flow, metric or series depends on it, so it changes no result. Often a "
     "name has a slip where it should be read. Overrides (--set) switch this check off."},
    {"W0707", "a percent sign that may be missing",
     "A yearly drift, growth or volatility beyond 300% is rare, and 8 for 8% a common "
     "slip."},
    {"W0708", "assumptions without a source",
     "Each number should say where it comes from, or that it is somebody's judgement. "
     "Readers of the results cannot tell otherwise."},
    {"W0709", "a source older than asked for",
     "`check --sources-newer-than` asks for the sources that may be out of date."},
    {"W0711", "a cap below the guarantee",
     "The minimum that is guaranteed for a year is more than the cap allows in all. The "
     "cap counts first, so the guarantee is never met."},
    {"W0712", "a cap that is reached before the start",
     "What was paid before the horizon uses up the whole cap, so the clause pays nothing "
     "in any future."},
    {"W0713", "a value outside its range",
     "The assumption's `range` says between which values it may lie, and its value is "
     "not "
     "between them. Often a percent sign or a scale is missing."},
    {"W0720", "a commitment that is never settled",
     "A purchase commitment settles its shortfall on its last day, or by the year at "
     "each year's end. That day lies after the horizon, so this shortfall is never paid "
     "in this run."},
    {"W0721", "a correlation without chance",
     "One of the two names is a fixed assumption, so there is nothing that could move "
     "with the"
     " other. The correlation is ignored."},
    {"W0722", "a fee without an instalment",
     "Instalments fall on the clause's start and at regular distances from it. None of "
     "these days lies both in the term and in the horizon."},
    {"W0723", "an event of the last period comes too late",
     "Events fall at the end of the period in which they occur. A last day within a "
     "period leaves out all that happens in that period, before that day too."},
    {"W0724", "a stake that is never marked",
     "A stake without an exit is marked at the horizon's end, if it is held then. A term "
     "that ends before leaves nothing to mark."},
    {"W0725", "a scheduled year that is cut short",
     "A year's sum is owed for the days in force. The clause's start or the horizon cuts "
     "this year, so less is owed than the schedule says."},
    {"W0726", "an event before the horizon",
     "A day as a condition holds from that day on. One before the start holds in the "
     "first period already, as if it happened then."},
    {"W0727", "a lag beyond the horizon",
     "Even what falls due in the first period comes after the horizon. Payments then all "
     "move in the last period, discounted at their own days; other effects never come."},
    {"W0801", "a character without a glyph",
     "No font on this machine can draw it, so the chart shows a box. Other machines may "
     "have one that does."},
    {"W0802", "a chart that is left out",
     "The run has nothing for it to show, as of a date that comes in no future; the "
     "message says why. The other charts and the report are there."},
    {"W0901", "a cap that is never reached",
     "In none of the simulated futures do payments reach the cap, so it is worth nothing "
     "to anybody. With a slip in a unit it may be a thousand times what is meant."},
    {"W0902", "a metric that is never so",
     "A yes-or-no metric holds in no future of any version, or a date never comes. The "
     "condition may be out of reach, or too rare for this number of futures."},
    {NULL, NULL, NULL},
};
