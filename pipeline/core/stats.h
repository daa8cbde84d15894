/* Statistics: what each stage counted, as JSON for -s and as text for -v. No clock values: the same input gives the same
 * bytes, and the counts of shards can be added. */
#ifndef SLUIS_STATS_H
#define SLUIS_STATS_H
#include "chain.h"

/* {"stage":"clean","version":"0.1.0","in":3,"out":2,"bytes_in":90,"bytes_out":60,"dropped":{"empty":1},"counts":{}} and LF;
 * "options" stands behind the version when some were given. */
void sl_stats_json(const sl_link *l, sl_buf *out);
/* in 3, out 2, dropped 1 (empty 1) */
void sl_stats_text(const sl_link *l, sl_buf *out);
/* in = out + dropped for 1:1 stages and filters; SL_EDATA with an internal error when not. */
int sl_stats_check(const sl_link *l, sl_err *e);
/* Write the files that -s asks for; stages that name the same file share it, in the order of the chain. */
int sl_stats_write(const sl_chain *c, sl_err *e);
#endif
