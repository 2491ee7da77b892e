/* Lanes below one another on a horizontal scale: names at the left, figures at the right,
 * the drawing between them.
 *
 *     fill an ent_lanes -> ent_lanes_fit -> ent_page_open -> ent_lanes_place -> draw */
#ifndef ENT_LANES_H
#define ENT_LANES_H

#include "plots/axis.h"

enum { ENT_LANE_FIGURES = 2, ENT_LANE_LINES = 2 };

typedef struct {
    const char *name; /* broken into two lines, then cut with an ellipsis */
    bool strong;
    const char *figures[ENT_LANE_FIGURES];
    const char *heading; /* on a line of its own above the lane, or NULL */
    double above;        /* room above lane and heading, in the labels' leading */
} ent_lane;

typedef struct {
    const ent_lane *lanes;
    size_t count;
    const char *heads[ENT_LANE_FIGURES]; /* above the figures, or NULL */
    double room; /* height above it all, for what the kind writes there */

    /* set by ent_lanes_fit */
    size_t lines; /* of a name at most */
    int figures; /* columns that leave room for the drawing; the last are dropped first */
    double names, figure[ENT_LANE_FIGURES]; /* widths, gaps included */
    const char **name_lines;                /* [lane][ENT_LANE_LINES], NULL: none */
    const char **head_lines[ENT_LANE_FIGURES];
    size_t head_counts[ENT_LANE_FIGURES];
    double head, extra; /* heights: of the heads; of headings and gaps */
    double least;       /* of a lane */

    /* set by ent_lanes_place */
    ent_box box;     /* of the drawing */
    double pitch;    /* height of a lane */
    double *centres; /* of each lane, points */
} ent_lanes;

/* Breaks the texts into lines, measures the columns and asks in texts->body for the height
 * of the lanes with an axis below: what suits where the page grows, else the least.
 * Returns whether the page has it, with these texts; where it is short names are cut to one
 * line. */
bool ent_lanes_fit(ent_lanes *, const ent_page *, ent_page_text *);

/* Divides the opened page's body among the lanes, above an axis: they grow with it, up to a
 * point. */
void ent_lanes_place(ent_lanes *, const ent_page *);

/* The baseline of the heads' last line, for words above the drawing. */
double ent_lanes_head_baseline(const ent_lanes *, const ent_page *);

/* Writes names, headings, heads and figures. */
void ent_lanes_write(const ent_lanes *, const ent_page *);

/* A vertical line past the lanes from span[0] to before span[1], broken by headings. */
void ent_lanes_rule(const ent_lanes *, const ent_page *, ent_role, double x,
                    const size_t span[2]);

/* Bottom of the last lane before `end`. */
double ent_lanes_bottom(const ent_lanes *, size_t end);

/* The axis of the lanes from span[0] to before span[1], below the last of them, with light
 * gridlines and a line at zero past each lane.  Returns the scale from `low` to `high`
 * with some room at both ends; what begins or ends at 0 begins or ends there. */
typedef struct {
    const char *unit;
    double low, high;
    size_t span[2];
    bool bare; /* numbers alone: the kind draws its own lines */
} ent_lanes_range;
ent_scale ent_lanes_axis(const ent_lanes *, const ent_page *, const ent_lanes_range *);

#endif
