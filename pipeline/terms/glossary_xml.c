/* Reading glossaries in XML: TMX, and every dialect of TBX; see sluis/glossary.h.
 *
 * A TBX is a tree of concept, language, term and what is said of each. Its dialects name these differently (termEntry or conceptEntry;
 * langSet, langSec; tig, ntig, termSec, termGroup) and say things by a type (<termNote type="partOfSpeech">, DCA) or by an element's own
 * name (<min:partOfSpeech>, DCT and TBX-Min). All of that is read alike, whatever the root says. */
#include "glossary_in.h"
#include "sluis/tmx.h"
#include "sluis/xml.h"
#include <strings.h>

/* TBX. */

typedef enum { IN_CONCEPT, IN_LANG, IN_GROUP, IN_TERM, IN_FACT, IN_OTHER } element;
static const struct { const char *name; element is; } elements[] = {
    {"termEntry", IN_CONCEPT}, {"conceptEntry", IN_CONCEPT}, {"entry", IN_CONCEPT}, {"langSet", IN_LANG}, {"langSec", IN_LANG}, {"langGroup", IN_LANG},
    {"tig", IN_GROUP}, {"ntig", IN_GROUP}, {"termSec", IN_GROUP}, {"termGroup", IN_GROUP}, {"term", IN_TERM}};

typedef enum { FACT_NONE, FACT_POS, FACT_STATUS, FACT_TYPE, FACT_DOMAIN, FACT_RELIABILITY, FACT_NOTE } fact;
static const struct { const char *name; fact is; } facts[] = {
    {"partOfSpeech", FACT_POS}, {"administrativeStatus", FACT_STATUS}, {"termStatus", FACT_STATUS}, {"normativeAuthorization", FACT_STATUS},
    {"termType", FACT_TYPE}, {"subjectField", FACT_DOMAIN}, {"domain", FACT_DOMAIN}, {"reliabilityCode", FACT_RELIABILITY}, {"note", FACT_NOTE}};

typedef struct {
    intake *in;
    sl_xml *x;
    sl_buf text, term, note;
    concept_term now;
    term_side side;
    unsigned concept, lang, group, term_at, fact_at;    /* depths of what is open; 0: none */
    fact fact;
} tbx;

static element element_of(const char *name) {
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (!strcmp(name, elements[i].name)) return elements[i].is;
    return IN_OTHER;
}

static fact fact_of(const char *name, const char *type) {
    static const char *const typed[] = {"termNote", "descrip", "admin", "adminNote"};
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        if (!strcmp(name, typed[i])) { name = type ? type : ""; break; }
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (!strcmp(name, facts[i].name)) return facts[i].is;
    return FACT_NONE;
}

static void begin_term(tbx *t) {
    t->now = (concept_term){.side = t->side, .line = sl_xml_line(t->x)};
    sl_clear(&t->term);
    sl_clear(&t->note);
}

static void finish_term(tbx *t) {
    t->now.text = field_trim(sl_view(&t->term));
    t->now.note = field_trim(sl_view(&t->note));
    if (t->now.text.n) concept_add(t->in, &t->now);
    sl_clear(&t->term);
}

static void open_fact(tbx *t, fact f, unsigned depth) {
    t->fact = f;
    t->fact_at = depth;
    sl_clear(&t->text);
}

static void tbx_start(void *ctx, const char *full, const char **atts) {
    tbx *t = ctx;
    unsigned depth = sl_xml_depth(t->x);
    const char *name = sl_xml_local(full);
    if (depth == 1 && strcasecmp(full, "martif") && strcasecmp(name, "tbx")) sl_xml_stop(t->x, SL_EDATA, "neither TMX nor TBX: the root element is <%.100s>", full);
    if (t->term_at || t->fact_at) return;
    element is = element_of(name);
    fact f = fact_of(name, sl_xml_att(atts, "type"));
    if (is == IN_CONCEPT && !t->concept) t->concept = depth;
    else if (!t->concept) return;
    else if (is == IN_LANG && !t->lang) t->lang = depth, t->side = intake_side(t->in, sl_cstr(sl_xml_lang(atts) ? sl_xml_lang(atts) : ""));
    else if (is == IN_GROUP && t->lang && !t->group) t->group = depth, begin_term(t);
    else if (is == IN_TERM && t->lang) {
        if (!t->group) begin_term(t);
        t->now.line = sl_xml_line(t->x);
        t->term_at = depth;
    } else if (f) open_fact(t, f, depth);
}

static void copy_to(sl_arena *a, sl_str *to, sl_str s) { if (!to->n) *to = sl_arena_copy(a, s); }

static void keep_fact(tbx *t) {
    sl_str s = field_trim(sl_view(&t->text));
    concept *c = &t->in->now;
    switch (t->fact) {
    case FACT_POS: if (!sl_pos_find(s, &t->now.pos)) t->now.pos = SL_POS_OTHER; break;
    case FACT_STATUS: t->now.status = status_find(s); break;
    case FACT_TYPE: t->now.abbreviation = type_is_abbreviation(s); break;
    case FACT_DOMAIN: if (!t->group) copy_to(&c->text, &c->domain, s); break;
    case FACT_RELIABILITY: t->now.reliability = s.n == 1 && *s.p >= '0' && *s.p <= '9' ? *s.p - '0' : 0; break;
    case FACT_NOTE:
        if (!t->group) copy_to(&c->text, &c->note, s);
        else if (!t->note.n) sl_puts(&t->note, s);
        break;
    default: break;
    }
}

static void tbx_end(void *ctx, const char *name) {
    (void)name;
    tbx *t = ctx;
    unsigned depth = sl_xml_depth(t->x);
    if (depth == t->term_at) {
        t->term_at = 0;
        if (!t->group) finish_term(t);
    } else if (depth == t->fact_at) keep_fact(t), t->fact_at = 0;
    else if (depth == t->group) t->group = 0, finish_term(t);
    else if (depth == t->lang) t->lang = 0;
    else if (depth == t->concept) {
        t->concept = 0;
        int rc = concept_end(t->in);
        if (rc) sl_xml_stop(t->x, rc, "%s", t->in->e->msg);
    }
}

static void tbx_text(void *ctx, const char *p, size_t n) {
    tbx *t = ctx;
    if (t->term_at) sl_put(&t->term, p, n);
    else if (t->fact_at) sl_put(&t->text, p, n);
}

/* TMX. */

enum { RANGES = 4 };
static const char *const long_tags[][3] = {{"nl", "nld", "dut"}, {"en", "eng", "en"}};

typedef struct { intake *in; const char *langs[2 * RANGES]; } tmx;

/* The ranges that stand for a language. */
static void ranges(const char **to, const char *language) {
    for (int i = 0; i < RANGES; i++) to[i] = language;
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3 && !strcasecmp(language, long_tags[i][0]); k++) to[k] = long_tags[i][k];
}

static int unit(void *ctx, const sl_tmx_pair *u) {
    const tmx *t = ctx;
    for (int i = 0; i < 2 * RANGES; i++) {
        sl_str s = u->there >> i & 1 ? field_trim(u->segs[i]) : SL_LIT("");
        concept_term term = {.text = s, .note = SL_LIT(""), .side = i < RANGES ? SIDE_FROM : SIDE_TO, .line = u->line};
        if (s.n) concept_add(t->in, &term);
    }
    if (!t->in->now.n) t->in->counts.alone++;
    return concept_end(t->in);
}

/* Either is fed with bytes. */

typedef struct { sl_tmx *m; sl_xml *x; const char *path; sl_err *e; } parser;

static int feed(const parser *p, sl_str bytes, bool last) {
    return p->m ? sl_tmx_feed(p->m, p->path, bytes, last, p->e) : sl_xml_feed(p->x, p->path, bytes, last, p->e);
}

static int feed_all(const parser *p, sl_reader *r, sl_buf *block) {
    size_t got = 1;
    int rc = feed(p, sl_view(block), false);
    while (rc == 0 && got) {
        sl_clear(block);
        rc = sl_read(r, block, 1 << 16, &got, p->e);
        if (rc == 0) rc = feed(p, sl_view(block), got == 0);
    }
    return rc;
}

/* Is the root <tmx>? Told from the head, with NULs (UTF-16) passed over. */
static bool is_tmx(sl_str head) {
    sl_buf b = {0};
    for (size_t i = 0; i < head.n; i++)
        if (head.p[i]) sl_putc(&b, head.p[i]);
    const char *text = sl_buf_c(&b), *tmx_at = strstr(text, "<tmx"), *type = strstr(text, "<!DOCTYPE tmx");
    bool is = tmx_at || type;
    sl_buf_free(&b);
    return is;
}

int read_xml(intake *in, sl_reader *r, sl_buf *head) {
    static const sl_xml_events events = {NULL, tbx_start, tbx_end, tbx_text};
    tbx t = {.in = in, .side = SIDE_NONE};
    tmx m = {.in = in};
    parser p = {.path = in->path, .e = in->e};
    ranges(m.langs, in->from);
    ranges(m.langs + RANGES, in->to);
    if (is_tmx(sl_view(head))) p.m = sl_tmx_new(m.langs, 2 * RANGES, unit, &m);
    else p.x = t.x = sl_xml_new(&events, &t);
    int rc = feed_all(&p, r, head);
    sl_tmx_free(p.m);
    sl_xml_free(p.x);
    sl_buf_free(&t.text);
    sl_buf_free(&t.term);
    sl_buf_free(&t.note);
    return rc;
}
