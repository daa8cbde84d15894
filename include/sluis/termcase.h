/* Case of terms: whether a surface may stand for a source, and how the target is written for it. */
#ifndef SLUIS_TERMCASE_H
#define SLUIS_TERMCASE_H
#include "sluis/buf.h"

typedef enum {
    SL_CASE_NONE,          /* no match */
    SL_CASE_EXACT,         /* as the source is written */
    SL_CASE_CAPITAL,       /* a source that begins with a small letter, with a capital there (Dijk, IJsbaan, 's Avonds) */
    SL_CASE_CAPS           /* every letter a capital (DIJK, TWEEDE KAMER); a clitic 's may stay small */
} sl_case;

/* Compare two folded forms (sl_fold_form). So a source with capitals is case-sensitive, save for its ALL-CAPS form;
 * with `strict` (acronyms) there is no CAPITAL form either. Forms that differ in more than case: NONE. */
sl_case sl_case_rule(sl_str source, sl_str surface, bool strict);

/* Does what follows `before` open a sentence? Yes at the start of the text and behind . ! ? or an ellipsis and white
 * space; quotes, brackets and dashes between do not count. And behind a dateline at the start: GENT (ANP) - , BRUSSEL - */
bool sl_case_opens(sl_str before);

bool sl_case_is_capital(sl_str s);              /* its first letter is a capital; of 's Avonds that is the A */
void sl_case_capital(sl_str s, sl_buf *out);    /* append s with a capital first letter, when s begins with a small one */
void sl_case_small(sl_str s, sl_buf *out);      /* the inverse */
void sl_case_caps(sl_str s, sl_buf *out);
#endif
