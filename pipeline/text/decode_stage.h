/* What the parts of stage decode share: the options with their models, and the state. pipeline/decode.c reads files;
 * decode_put.c takes decoded lines through what is to be done with them:
 *
 *   charset -> repair -> markup -> pages, paragraphs, metadata -> TABs, columns */
#ifndef DECODE_STAGE_H
#define DECODE_STAGE_H
#include "sluis/article.h"
#include "sluis/decode.h"
#include "sluis/markup.h"
#include "sluis/repair.h"
#include "sluis/stage.h"

enum { SL_TABS_KEEP, SL_TABS_SPACE };                    /* --tabs */
enum { SL_META_STAYS, SL_META_COLUMN, SL_META_DROP };    /* --meta */

typedef struct {
    const char *from, *explain;
    int eol, tabs, tags, meta;
    bool mixed, doc, mend, entities, nested, wrapped;
    sl_charset charset;
    sl_decode_conf d;
    sl_letters *letters;           /* to guess charsets, to repair */
    sl_repair *repair;             /* NULL: nothing is repaired */
    sl_markup_model *markup;       /* NULL: it is text */
    sl_meta *facts;                /* --meta, --wrapped */
    sl_split *words[2];            /* --wrapped */
} sl_decode_options;

typedef struct {
    sl_decoder *d;
    const char *path;
    uint64_t number;               /* of the line last given */
    sl_buf doc;                    /* the name, with a TAB before it */
    sl_buf line;                   /* a repaired line; a message */
    sl_buf names;                  /* of repairs */
    sl_repair_scratch scratch;
    sl_markup *markup;
    sl_buf marked;                 /* lines that it gave */
    sl_article article;
} sl_decode_state;

/* Counts and rules, as pipeline/decode.c names them. */
enum { SL_DECODE_MARKS = SL_CSN_N, SL_DECODE_CRLF, SL_DECODE_CR, SL_DECODE_LF, SL_DECODE_NEL, SL_DECODE_TABS, SL_DECODE_REPLACED, SL_DECODE_TAGS,
       SL_DECODE_ENTITIES, SL_DECODE_JOINED, SL_DECODE_PARTED, SL_DECODE_HYPHENS, SL_DECODE_QUOTES, SL_DECODE_KINDS,
       SL_DECODE_REPAIRED = SL_DECODE_KINDS + SL_META_N - 1 };
enum { SL_DECODE_NUMBER, SL_DECODE_RUNNING, SL_DECODE_TAKEN };

void sl_decode_start(sl_stage *s);                       /* before the first file */
int sl_decode_put(sl_stage *s, const sl_decode_run *run);
/* A file is over, or went wrong with `rc`: lines that were held back come out all the same. Returns rc, or what goes wrong now. */
int sl_decode_end(sl_stage *s, int rc);
#endif
