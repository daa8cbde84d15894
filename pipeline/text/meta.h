/* Between the files of metadata: a line as tokens, and what is known of words and phrases; see sluis/meta.h. */
#ifndef TEXT_META_H
#define TEXT_META_H
#include "sluis/meta.h"
#include "sluis/words.h"

enum { F_MONTH = 1, F_WEEKDAY = 2, F_PUBLISHED = 4, F_CLOCK = 8, F_UNIT = 16, F_AGO = 32, F_LINK = 64, F_ORDINAL = 128, F_SOURCE = 256,
       F_CAPTION = 512, F_CREDIT = 1024, F_AUTHOR = 2048, F_MORE = 4096, F_BY = 8192, F_STAFF = 16384, F_PARTICLE = 32768,
       F_NAME = 1 << 16, F_AGENCY = 1 << 17, F_PLACE = 1 << 18, F_PAGE = 1 << 19, F_OF = 1 << 20,
       F_HALF = 1 << 21,       /* am, pm: a clock in spite of having no minutes */
       F_FIRST = 1 << 22 };    /* the first word of a phrase of several */
#define F_OPENS (F_MONTH | F_WEEKDAY | F_PUBLISHED | F_SOURCE | F_CAPTION | F_CREDIT | F_AUTHOR | F_MORE | F_BY | F_STAFF)

struct sl_meta { sl_words words; };

enum { TOKENS = 40,            /* a line of more is no line of metadata, save for what follows a label */
       PHRASE = 8 };           /* words of the longest phrase that is known */

typedef enum { T_SIGN, T_NUMBER, T_WORD } sl_meta_token_kind;
typedef struct {
    sl_str s;
    sl_meta_token_kind kind;
    bool spaced;               /* white space stands before it */
    bool upper, capitals;      /* of a word: its first letter is; all are, and there are two or more */
    int value;                 /* of a number of at most four digits; else -1 */
    uint32_t facts;            /* of a word by itself */
} sl_meta_token;

typedef struct {
    const sl_meta *m;
    sl_str text;
    sl_meta_token t[TOKENS + 1];
    unsigned n;
    bool whole;                /* no text is left behind the tokens */
    bool bracketed;            /* brackets stood around the text */
} sl_meta_line;

void sl_meta_token_at(const sl_meta *m, sl_str text, size_t at, sl_meta_token *t);      /* no white space stands there */
void sl_meta_tokens(const sl_meta *m, sl_str text, sl_meta_line *l);
/* How many tokens from `at` are a phrase of one of these classes; the longest; 0 for none. */
unsigned sl_meta_phrase(const sl_meta_line *l, unsigned at, uint32_t classes);
bool sl_meta_sign(const sl_meta_line *l, unsigned at, const char *one_of);    /* is token `at` one of these signs? space between them */
sl_str sl_meta_from(const sl_meta_line *l, unsigned at);                      /* the text from token `at` on */

/* How many tokens from `at` are a day and a month, and a year when one follows; 0 for none. */
unsigned sl_meta_day(const sl_meta_line *l, unsigned at, bool *year);
/* How many tokens from `at` are names of people: a known first name or an initial, and last names; with , and & between. */
unsigned sl_meta_people(const sl_meta_line *l, unsigned at);

/* The forms. Each says whether the line is one, and which kind. */
sl_meta_kind sl_meta_date(const sl_meta_line *l);
sl_meta_kind sl_meta_byline(const sl_meta_line *l);
sl_meta_kind sl_meta_credit(const sl_meta_line *l);
sl_meta_kind sl_meta_label(const sl_meta_line *l);
bool sl_meta_dateline(const sl_meta_line *l, sl_meta_hit *hit);
#endif
