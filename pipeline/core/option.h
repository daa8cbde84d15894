/* The core's side of options: the common table and the parser. */
#ifndef SLUIS_CORE_OPTION_H
#define SLUIS_CORE_OPTION_H
#include "sluis/option.h"

extern const sl_opt sl_common_opts[];

typedef struct sl_parse {
    const sl_opt *opts;      /* the stage's own table; may be NULL */
    void *conf;              /* where its values go */
    sl_common *common;
    sl_arena *keep;          /* owns what parsing copies */
    sl_list files;           /* out: the operands; the caller frees files.v */
} sl_parse;

void sl_opt_defaults(const sl_opt *opts, void *conf);
/* Options and operands in any order; "--" ends the options; -xVALUE, -x VALUE, -qv, --name=VALUE, --name VALUE. */
int sl_parse_args(sl_parse *p, int argc, char **argv, sl_err *e);
void sl_opt_help(const sl_opt *opts, sl_buf *out);
#endif
