/* What the readers of glossaries share; see sluis/glossary.h. */
#ifndef SLUIS_GLOSSARY_IN_H
#define SLUIS_GLOSSARY_IN_H
#include "sluis/glossary.h"
#include "sluis/io.h"
#include <strings.h>

typedef enum { SIDE_FROM, SIDE_TO, SIDE_NONE } term_side;
typedef enum { STATUS_NONE, STATUS_PROPOSED, STATUS_ADMITTED, STATUS_PREFERRED, STATUS_DEPRECATED } term_status;

/* A term of a concept. */
typedef struct {
    sl_str text, note;
    term_side side;
    term_status status;
    sl_pos pos;
    bool abbreviation;
    int reliability;
    uint64_t line;
} concept_term;

typedef struct { concept_term *v; size_t n, cap; sl_str domain, note; sl_arena text; } concept;

typedef struct {
    sl_termbase *tb;
    const sl_glossary_rules *rules;
    const char *from, *to, *path;
    sl_glossary_counts counts;
    uint64_t added;
    concept now;                 /* that is being read */
    sl_buf scratch;
    sl_err *e;
} intake;

/* A row is wrong at this line: 0 when it is dropped, else the error. */
int intake_bad(intake *in, uint64_t line, uint64_t byte, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* The row has a flag that is none: it is ignored, and counted. */
void intake_flag(intake *in, uint64_t line, sl_str flag, sl_str source);
/* Add an entry, if it is in the domain that is wanted; 0 also when it is bad and dropped. Fields get rid of white space around and of line ends within. */
int intake_add(intake *in, const sl_term *t, uint64_t line);
term_side intake_side(intake *in, sl_str tag);          /* and count the tag */

/* The concept is being read: its terms are copied. Then its entries are added, and it is empty again. */
void concept_add(intake *in, const concept_term *t);
int concept_end(intake *in);
term_status status_find(sl_str name);                   /* as TBX and IATE name them */
bool type_is_abbreviation(sl_str name);

sl_str field_trim(sl_str s);                             /* white space of Unicode */
/* Is s this name, in whatever case? A head may have millions of columns: most names differ in their first letter. */
static inline bool name_is(const char *name, sl_str s) {
    return s.n && (*name | 32) == (*s.p | 32) && strlen(name) == s.n && !strncasecmp(name, s.p, s.n);
}
bool language_known(sl_str tag);                         /* a tag or name of the languages that we know */

/* The formats. `head` holds what was read of the file already. */
int read_rows(intake *in, sl_reader *r, sl_buf *head);
int read_xml(intake *in, sl_reader *r, sl_buf *head);

/* Decoded lines, as a window that moves over the text. */
typedef struct lines_in lines_in;
int lines_in_open(lines_in **l, sl_reader *r, sl_buf *head, const char *path, sl_err *e);
sl_str lines_in_view(const lines_in *l);                /* what is there and not yet used: whole lines */
void lines_in_use(lines_in *l, size_t n);
int lines_in_more(lines_in *l, bool *end);              /* about as much again as is there; *end: there is no more */
bool lines_in_doubtful(const lines_in *l);              /* some of it may not be UTF-8 */
void lines_in_close(lines_in *l);
#endif
