/* What the command says of itself, all from the registry and the option tables. */
#ifndef SLUIS_HELP_H
#define SLUIS_HELP_H
#include "chain.h"

void sl_help_usage(sl_buf *b);                           /* one line */
void sl_help_all(sl_buf *b);                             /* sluis --help */
void sl_help_stage(const sl_ops *ops, sl_buf *b);        /* sluis STAGE --help */
void sl_help_list(sl_buf *b);                            /* NAME TAB FLAGS TAB BRIEF, a line each */
void sl_help_options(const sl_ops *ops, sl_buf *b);      /* -L or - TAB --long TAB ARG or - TAB own|common, a line each */
void sl_help_completion(sl_buf *b);                      /* a bash completion script */
#endif
