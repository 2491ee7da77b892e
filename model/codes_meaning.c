/* What fields mean together: distributions, drivers, correlations and dates (E07xx). */
#include "model/codes.h"

const ent_code ent_codes_meaning[] = {
    {"E0701", "a distribution has too few parameters",
     "A distribution is fixed by its parameters or by two or three quantiles. The "
     "message says which are missing."},
    {"E0702", "parameters that exclude one another",
     "Two ways to fix the distribution are given at once. Keep one."},
    {"E0703", "quantiles out of order",
     "A higher quantile must have a higher value: p10 < p50 < p90."},
    {"E0704", "three quantiles that do not fit",
     "Two parameters cannot meet three arbitrary quantiles. The message gives the "
     "nearest value that fits; keep two quantiles if the third is not firm."},
    {"E0705", "a lower end that is not below the upper end",
     "The least value must be below the greatest."},
    {"E0706", "a value outside what is possible here",
     "A lognormal's values are above 0, and a day that is asked for or paid on must "
     "lie in the horizon. The message says which bound is broken."},
    {"E0707", "a mode outside the range",
     "The most likely value must lie between the least and the greatest."},
    {"E0708", "weights that cannot be shares",
     "Weights of a discrete distribution or a mixture are positive and have a finite "
     "sum; what cannot occur is left out."},
    {"E0709", "a truncation that leaves nothing",
     "`truncate_below` and `truncate_above` cut a distribution off and keep the shape of "
     "the rest. Less than a millionth of it lies between these two."},
    {"E0710", "quantiles that no metalog has",
     "A metalog goes through all quantiles given, but in between its curve must rise "
     "too. With these it would fall. Drop a quantile or move it."},
    {"E0711", "two names lead to the same random numbers",
     "Streams of random numbers follow from names. These two happen to collide, so "
     "they would move together. Rename one."},
    {"E0712", "a correlation that cannot be drawn",
     "Correlated are the normal shocks of two drivers, or of two uncertain "
     "assumptions. What has no chance in it, or is drawn at another rhythm, cannot be."},
    {"E0713", "a value that the transform cannot take",
     "With `transform: log` levels are above 0, with `logit` between 0 and 1."},
    {"E0714", "a point without a logarithm",
     "`interpolation: log` needs positive values."},
    {"E0715", "a curve does not cover the horizon",
     "Points must reach from the first day to the last, unless `extend: flat` carries "
     "the outermost values on."},
    {"E0716", "a year is missing",
     "`yearly` totals must give every calendar year of the horizon, and a commitment's "
     "`schedule` every one of its term."},
    {"E0717", "points and yearly totals",
     "A curve is given by dated points or by yearly totals, and by one of them only. "
     "`interpolation` and `extend` belong to points."},
    {"E0718", "correlations that cannot hold together",
     "The matrix of all correlations must be positive definite; this one is not, as "
     "its smallest eigenvalue shows. The message offers the nearest that is."},
    {"E0719", "a correlation given twice",
     "The same pair stands twice in the list, or a name is paired with itself."},
    {"E0720", "the horizon ends before it starts",
     "`end` is the last day of the horizon, included, and cannot lie before `start`."},
    {"E0721", "too many periods",
     "A horizon may have 10,000 periods. Choose a longer step or an earlier end."},
    {"E0722", "a clause ends before it starts",
     "`until` is the clause's last day, included, and cannot lie before `start`."},
    {"E0723", "a contract year that begins within a period",
     "`year_from` must be a day on which a period of the horizon begins, because a "
     "period counts to one contract year. Take another day, or a shorter step."},
    {"E0724", "a rate and tiers",
     "What is due follows one `rate` or a list of `tiers`: exactly one of them must be "
     "given. `none` clears an inherited one."},
    {"E0725", "tiers that do not rise",
     "Each tier begins above the one before and ends where the next begins, so there can "
     "be no gap and no overlap. List them from the lowest up."},
    {"E0726", "a minimum above the cap",
     "The least that is paid for a year cannot be more than the most. The cap would "
     "win in every year."},
    {"E0727", "a tier that cannot be reached",
     "The tiers of a waterfall are layers of what has been paid. Below a tier that "
     "begins above 0, and in a tier with a rate of 0, nothing is paid, so nothing ever "
     "comes to the tier above it."},
    {"E0730", "a series shorter than the horizon",
     "Each row of a replayed series is one period, so there must be as many as the "
     "horizon has, unless `repeat: true` begins again or `resample: blocks` draws."},
    {"E0731", "a linear correlation out of reach",
     "Two values can be correlated no more than their distributions allow: a lognormal "
     "is never quite a straight line in a normal. The message gives the range."},
    {"E0732", "a measure of correlation that has no meaning here",
     "`linear` is of the values of two assumptions; under a t copula (`dof`) only "
     "`normal` and `kendall` are exact."},
    {"E0733", "a linear correlation without a variance",
     "Pearson's correlation divides by standard deviations. One of them is 0, infinite, "
     "or made by futures that no run draws. Ranks are always defined."},
    {"E0734", "two copulas for what hangs together",
     "All that correlations join, directly or through others, shares one t copula and so "
     "one `dof`."},
    {"E0735", "a series without changes",
     "A change is the ratio of a number to the one before, so every number must be "
     "above 0."},
    {"E0736", "a regime that is not there",
     "`start` and `to` name regimes of the same driver, each of which has a name of its "
     "own. `to` says what follows a regime, so it cannot be that regime itself."},
    {"E0740", "not exactly one amount",
     "A commitment is to one sum in all (`amount`), to a sum for each year (`schedule`) "
     "or to a formula read each year (`annual`). Give one of the three."},
    {"E0741", "terms that do not go together",
     "One field makes sense only beside another, or only without it. The help says what "
     "to add or to leave out."},
    {"E0742", "an expiry that is not whole years",
     "Rights to make up and to carry forward are kept by calendar year, for 1 to 10 "
     "years. Without an expiry they last to the end of the term."},
    {NULL, NULL, NULL},
};
