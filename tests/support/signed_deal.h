/* A deal whose results have every kind of part, as a scenario's text. */
#ifndef SIGNED_DEAL_H
#define SIGNED_DEAL_H

/* Money, a share, a flag and a date that may never come; a cap; a day named by an assumption; a rate,
 * a flow, a stock and a flag over time; uncertain inputs. */
extern const char signed_deal[];

#endif
