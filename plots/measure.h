/* How wide a text is: asked by layouts, answered by Pango or, in tests, by counting
 * characters. */
#ifndef ENT_MEASURE_H
#define ENT_MEASURE_H

#include <stdbool.h>

/* Width in points of one line of UTF-8 text at `size` points.  `state` is the measurer's
 * own. */
typedef struct {
    double (*width)(void *state, const char *text, double size, bool bold);
    void *state;
} ent_measurer;

/* Every character half its size wide, bold ones 0.55: the same on every machine. */
ent_measurer ent_measurer_fixed(void);

/* Pango's answer for a family list.  Made when the first chart is drawn: this is the call
 * that starts fontconfig.  Never NULL.  The measurer lives as long as the object. */
typedef struct ent_fonts ent_fonts;
ent_fonts *ent_fonts_new(const char *family);
ent_measurer ent_fonts_measurer(ent_fonts *);
void ent_fonts_free(ent_fonts *);

#endif
