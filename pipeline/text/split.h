/* Between the files of the splitter: the words it knows, and a candidate boundary as the rules see it. */
#ifndef TEXT_SPLIT_H
#define TEXT_SPLIT_H
#include "sluis/split.h"
#include "sluis/words.h"

enum { W_NEVER = 1, W_END = 2, W_STOP = 4, W_NUM = 8, W_UNIT = 16,                     /* abbreviations.txt */
       W_STARTER = 32,                                                                /* starters.txt */
       W_HEADING = 64, W_PARTICLE = 128, W_BEFORE = 256, W_BANG = 512, W_CLITIC = 1024, /* splitting.txt */
       W_SUSPENDED = 2048, W_PREFIX = 4096, W_LOWER = 8192, W_WHOLE = 16384, W_SPEECH = 32768, W_BRAND = 65536 };
#define W_ABBREVIATION (W_NEVER | W_END | W_STOP | W_NUM | W_UNIT)
#define W_MAX SL_WORD_MAX

/* What is known of a word, whatever its case; 0 for nothing. */
unsigned sl_split_word(const sl_split *m, sl_str word);
/* What is known of the end of a word, as of -nr in telefoonnr. */
unsigned sl_split_suffix(const sl_split *m, sl_str word);

enum { MARK_PERIOD, MARK_ELLIPSIS, MARK_BANG, MARK_SMILE };

/* A place where a sentence may end. Bytes of `text`: ... word mark closers | space | openers next ... */
typedef struct {
    const sl_split *m;
    sl_split_it *it;
    sl_str text;
    size_t start;              /* of the sentence */
    size_t token;              /* where the token of the marks begins */
    sl_str word;               /* before the marks, without brackets and quotes before it */
    unsigned facts;            /* of `word` */
    int mark;
    unsigned marks;            /* how many of them */
    bool quote, bracket, closed; /* first closer: a quote; a bracket; any */
    size_t end;                /* where the sentence would end */
    size_t from;               /* where the next one would start */
    sl_str next;               /* its first word: openers stripped, up to white space */
    int32_t first;             /* the first character of that word; 0 for none */
    bool opened, dashed;       /* quotes or brackets stand before it; a dash does */
    bool quoted;               /* an odd number of " up to `end` */
    bool glued;                /* no white space between the two */
    const char *rule;          /* which rule decided */
} sl_split_place;

/* Does a sentence end there? Sets c->rule. */
bool sl_split_decide(sl_split_place *c);
/* The token that starts at or behind `at`; empty at the end of the text. At most W_MAX bytes of it. */
sl_str sl_split_token(sl_str text, size_t at);
/* The token before `at`; empty when there is none. At most W_MAX bytes of it. */
sl_str sl_split_token_before(sl_str text, size_t at);
int32_t sl_split_first(sl_str s);              /* the first character, -1 when there is none */
/* Without the quotes, brackets and dashes it begins with. */
sl_str sl_split_open_strip(sl_str s, bool *opened, bool *dashed);
#endif
