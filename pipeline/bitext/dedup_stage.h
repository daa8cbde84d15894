/* The parts of the stage dedup: its options as they are understood, what it compares with, and the records that wait. */
#ifndef SLUIS_DEDUP_STAGE_H
#define SLUIS_DEDUP_STAGE_H
#include "sluis/dedup.h"
#include "sluis/waiting.h"
#include "sluis/leak.h"
#include "sluis/near.h"
#include "sluis/set.h"
#include "sluis/stage.h"

enum { SL_DEDUP_AGAINST, SL_DEDUP_DUPLICATE, SL_DEDUP_NEAR, SL_DEDUP_PART };     /* rules */
typedef enum { SL_KEY_AUTO, SL_KEY_PAIR, SL_KEY_SOURCE, SL_KEY_TARGET, SL_KEY_LINE } sl_dedup_kind;
enum { SL_MATCH_KEY, SL_MATCH_FOLD, SL_MATCH_NGRAM };
enum { SL_NEAR_OFF, SL_NEAR_SAME, SL_NEAR_ALIKE };
enum { SL_SIDE_KEY, SL_SIDE_EITHER, SL_SIDE_SOURCE, SL_SIDE_TARGET };

typedef struct {
    /* as the parser filled them in */
    int kind, keep, match, side, near;
    bool fold, fold_digits, fold_accents;
    long max, score, ngram;
    double near_share, overlap;
    sl_list files;
    const char *part_text, *mem_text, *tmp;
    /* as they are understood */
    sl_dedup_key key;
    unsigned part, parts;          /* parts 0: no parts */
    size_t mem;                    /* 0: no bound */
    /* of the test sets */
    sl_dedup_key known_key;        /* the key as `known` has it */
    sl_set known;
    sl_leak leak;
    bool by_key;                   /* known is asked, not leak */
    const char *narrow;            /* a FILE with lines of one column, when the key is auto */
    sl_set contrast;
} sl_dedup_conf;

typedef struct { uint64_t hash; unsigned missing; } sl_dedup_note;     /* of a line: its key's hash, or the column that is missing */

typedef struct {
    sl_set seen;
    sl_waiting *held;                 /* once records wait */
    bool giving;                   /* they are being given up */
    sl_near *near;
    uint64_t records;              /* pushed so far */
    sl_leak_room room;
    char value[17];
} sl_dedup_self;

int sl_dedup_options(sl_stage *s);                 /* check the options and understand them; for init() */
int sl_dedup_contrast(sl_stage *s);                /* the words of data/LANG/contrast.txt; for init() */
int sl_dedup_load(sl_stage *s);                    /* read the test sets; for init() */
/* 1: the record occurs in a test set; 0; else minus the error code. */
int sl_dedup_is_against(sl_stage *s, sl_str line, uint64_t hash);
void sl_dedup_hold(sl_stage *s);                   /* from here on records wait */
int sl_dedup_wait(sl_stage *s, const sl_rec *r, uint64_t hash);
int sl_dedup_give(sl_stage *s);                    /* flush() */
const char *sl_dedup_value(uint64_t hash, char *value);   /* the hash of a key, as the rejects have it */
const char *sl_dedup_tmp(const sl_dedup_conf *c);
#endif
