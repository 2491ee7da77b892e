/* Warnings (W...). */
#include "model/codes.h"

const ent_code ent_codes_warning[] = {
    {"W0701", "a clause outside the horizon",
     "The clause ends before the horizon starts, or starts after it ends, so it does "
     "nothing in any future."},
    {"W0720", "a commitment that is never settled",
     "A purchase commitment settles its shortfall on its last day, or by the year at "
     "each "
     "year's end. That day lies after the horizon, so this shortfall is never paid in "
     "this "
     "run."},
    {"W0721", "a correlation without chance",
     "One of the two names is a fixed assumption, so there is nothing that could move "
     "with the"
     " other. The correlation is ignored."},
    {NULL, NULL, NULL},
};
