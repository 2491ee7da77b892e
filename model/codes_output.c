/* Charts and output (E08xx), the run (E09xx). */
#include "model/codes.h"

const ent_code ent_codes_output[] = {
    {"E0801", "an unknown size", "Charts come in a few sizes, which the message lists."},
    {"E0802", "an unknown theme",
     "Charts come in a few themes, which the message lists."},
    {"E0803", "nothing to draw", "The chart has no data: no period, or no future."},
    {"E0804", "a value that is not finite", "Charts and files hold finite numbers only."},
    {"E0805", "a chart's data contradict one another",
     "The numbers given to the chart do not fit together, as a band whose upper edge "
     "lies below its lower one."},
    {"E0806", "no room for the chart",
     "Title, note and sources fill the whole height. Choose a larger size or shorter "
     "texts."},
    {"E0807", "a file cannot be written",
     "The system's reason is given. Files are written whole or not at all: what was "
     "there before is still there."},
    {"E0808", "drawing failed",
     "The library that draws reported a failure, which the message gives."},
    {"E0809", "the part that draws cannot be loaded",
     "Charts and reports are drawn by entente-drawing.so, which the program opens when "
     "it first needs it, from its own folder or from ../lib/entente beside that. The "
     "system says what is wrong: the file is missing or of another version or build, or "
     "a library that it needs, such as cairo or Pango, is not installed here."},
    {"E0811", "no such result",
     "The run has no metric, series, event, party or sampled path of this name."},
    {"E0812", "a metric that cannot be drawn so",
     "A yes-or-no metric has a probability and no distribution, a date that comes in no "
     "future has no day, and some charts need many futures."},
    {"E0813", "an unknown kind of file",
     "The name's ending says what is written: .svg, .pdf or .png."},
    {"E0814", "a file that is there already",
     "`init` writes a new scenario and never replaces one: it might be somebody's work."},
    {"E0815", "an unknown chart", "`entente help plot` lists the kinds of charts."},
    {"E0816", "a choice that the chart does not have",
     "Each kind of chart shows a series, a metric, a party or the agreement as a whole, "
     "and takes the option that names it. Most kinds need many futures, not one."},
    {"E0817", "a threshold that cannot be read",
     "`--threshold`, in a scenario's list `threshold`, is a value of the metric that the "
     "chart shows: a number, with or without the metric's unit, or of a date a day."},
    {"E0821", "a file of results is not JSON",
     "Results are read as `entente run` writes them: JSON, whole. The place is where "
     "reading stopped."},
    {"E0822", "a file holds no results",
     "`plot` takes a name that ends in .json for results.json of a run. The file is "
     "something else, or of another version of the format."},
    {"E0823", "a part of the results is missing or of another type",
     "The path says which. `cli/results.schema.json` in the sources describes every "
     "part; a file that was cut or edited is best written anew."},
    {"E0824", "parts of the results contradict one another",
     "As many values as there are periods, shares from 0 to 1, names that are defined: "
     "what the program writes keeps to this, so the file was edited."},
    {"E0901", "a formula gave no finite number",
     "A division by zero, a logarithm of a negative number or an overflow ends the "
     "run, because every statistic behind it would be worthless. The message says "
     "where it happened first."},
    {"E0902", "not enough memory",
     "The run needs more memory than there is. Fewer kept paths (`--keep`) or fewer "
     "series need less."},
    {"E0903", "an instruction set that this machine lacks",
     "The instruction set asked for cannot run here. Leave it to be chosen: the "
     "numbers are the same with each."},
    {"E0904", "stopped before the first result",
     "The run was interrupted before one block of futures was done, so there is "
     "nothing to show."},
    {"E0905", "more futures than a run can count",
     "A run counts up to 4,000,000,000 futures. Errors shrink with the square root of "
     "their number: far fewer are enough."},
    {"E0906", "a value leaves its range in the run",
     "The formula gives a number that its field cannot take, such as a share above 100% "
     "or a negative rate of events. It can only be known path by path, so the run stops "
     "there: what follows from it would be worthless. The message says where it "
     "happened first."},
    {"E0910", "no future meets the condition",
     "`--where` kept none of the simulated futures. Simulate more, or ask for less."},
    {NULL, NULL, NULL},
};
