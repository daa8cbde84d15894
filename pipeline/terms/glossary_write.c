/* Writing glossaries; see sluis/glossary.h. A format is a row of a table: what stands before, for each entry, and behind. */
#include "glossary_csv.h"
#include "sluis/glossary.h"
#include "sluis/tmx.h"
#include "sluis/version.h"

typedef const sl_glossary_writer writer;

static void name_columns(char delimiter, sl_buf *out) {
    static const char *const names[] = {"source", "target", "pos", "flags", "variants", "domain", "note"};
    for (int i = 0; i < 7; i++) sl_printf(out, "%.*s%s", i > 0, &delimiter, names[i]);
    sl_putc(out, '\n');
}

static void tsv_head(writer *w, sl_buf *out) {
    (void)w;
    sl_putc(out, '#');
    name_columns('\t', out);
}
static void csv_head(writer *w, sl_buf *out) { (void)w, name_columns(',', out); }

static void full_row(const sl_term *t, char delimiter, sl_buf *out) {
    sl_buf flags = {0};
    sl_termflags_put(t->flags, t->priority, &flags);
    const sl_str fields[] = {t->source, t->flags & SL_TERM_DNT ? SL_LIT("") : t->target, sl_cstr(sl_pos_name(t->pos)), sl_view(&flags), t->variants, t->domain, t->note};
    int last = 6;
    while (last > 1 && !fields[last].n) last--;
    for (int i = 0; i <= last; i++) {
        if (i) sl_putc(out, delimiter);
        csv_put(fields[i], delimiter, false, out);
    }
    sl_putc(out, '\n');
    sl_buf_free(&flags);
}

static void tsv_row(writer *w, const sl_term *t, sl_buf *out) { (void)w, full_row(t, '\t', out); }
static void csv_entry(writer *w, const sl_term *t, sl_buf *out) { (void)w, full_row(t, ',', out); }

static void omegat_head(writer *w, sl_buf *out) { (void)w, sl_puts(out, SL_LIT("# Glossary in tab-separated format -*- coding: utf-8 -*-\n")); }

static void omegat_row(writer *w, const sl_term *t, sl_buf *out) {
    (void)w;
    const sl_str remark = t->note.n ? t->note : sl_cstr(sl_pos_name(t->pos));
    csv_put(t->source, '\t', false, out);
    sl_putc(out, '\t');
    csv_put(t->target, '\t', false, out);
    if (remark.n) sl_putc(out, '\t'), csv_put(remark, '\t', false, out);
    sl_putc(out, '\n');
}

/* Fields with commas, all in quotes. */
static void quoted_row(const sl_str *fields, int n, sl_buf *out) {
    for (int i = 0; i < n; i++) {
        if (i) sl_putc(out, ',');
        csv_put(fields[i], ',', true, out);
    }
    sl_putc(out, '\n');
}

static void deepl_row(writer *w, const sl_term *t, sl_buf *out) {
    quoted_row((const sl_str[]){t->source, t->target, sl_cstr(w->from), sl_cstr(w->to)}, 4, out);
}

static const char *const long_pos[SL_POS_N] = {"", "noun", "properNoun", "adjective", "verb", "adverb", "other"};

static void google_head(writer *w, sl_buf *out) { sl_printf(out, "%s,%s,description,pos\n", w->from, w->to); }
static void google_row(writer *w, const sl_term *t, sl_buf *out) {
    (void)w;
    quoted_row((const sl_str[]){t->source, t->target, t->note, sl_cstr(long_pos[t->pos])}, 4, out);
}

static void amazon_head(writer *w, sl_buf *out) { sl_printf(out, "%s,%s\n", w->from, w->to); }
static void amazon_row(writer *w, const sl_term *t, sl_buf *out) {
    (void)w;
    quoted_row((const sl_str[]){t->source, t->target}, 2, out);
}

static void iate_head(writer *w, sl_buf *out) { (void)w, sl_puts(out, SL_LIT("E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION|T_NOTE|POS\n")); }

static void iate_term(writer *w, const sl_term *t, bool source, sl_buf *out) {
    const sl_str fields[] = {t->domain, sl_cstr(source ? w->from : w->to), source ? t->source : t->target,
                             t->flags & SL_TERM_ACR ? SL_LIT("Abbreviation") : SL_LIT("Term"), SL_LIT("3"),
                             source ? SL_LIT("") : t->flags & SL_TERM_FORBIDDEN ? SL_LIT("Deprecated") : SL_LIT("Preferred"),
                             source ? t->note : SL_LIT(""), sl_cstr(source ? long_pos[t->pos] : "")};
    sl_printf(out, "%llu", (unsigned long long)w->number);
    for (int i = 0; i < 8; i++) sl_putc(out, '|'), csv_put(fields[i], '|', false, out);
    sl_putc(out, '\n');
}

static void iate_row(writer *w, const sl_term *t, sl_buf *out) {
    iate_term(w, t, true, out);
    iate_term(w, t, false, out);
}

static void tmx_head(writer *w, sl_buf *out) { sl_tmx_put_head(out, w->from); }
static void tmx_unit(writer *w, const sl_term *t, sl_buf *out) {
    const char *langs[] = {w->from, w->to};
    sl_str segs[] = {t->source, t->target};
    sl_tmx_put_unit(out, &(sl_tmx_unit){.langs = langs, .segs = segs, .n = 2});
}
static void tmx_tail(writer *w, sl_buf *out) { (void)w, sl_tmx_put_tail(out); }

/* The four dialects of TBX differ in the names of elements, and in whether facts are elements or types. */
typedef struct { const char *root, *end, *concept, *lang, *group, *close_group; bool typed; const char *prefix, *status; } dialect;
enum { TBX_DCA, TBX_V2, TBX_DCT, TBX_MIN };
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SOURCE_DESC "<fileDesc><sourceDesc><p>sluis " SL_VERSION "</p></sourceDesc></fileDesc>"
#define NS "xmlns=\"urn:iso:std:iso:30042:ed-2\""
static const dialect dialects[] = {
    {XML "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"%s\" " NS "><tbxHeader>" SOURCE_DESC "</tbxHeader><text><body>\n", "</body></text></tbx>\n",
     "conceptEntry", "langSec", "<termSec>", "</termSec>", true, "", "administrativeStatus"},
    {XML "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n<martif type=\"TBX\" xml:lang=\"%s\"><martifHeader>" SOURCE_DESC
     "<encodingDesc><p type=\"XCSURI\">TBXXCS.xcs</p></encodingDesc></martifHeader><text><body>\n", "</body></text></martif>\n",
     "termEntry", "langSet", "<tig>", "</tig>", true, "", "administrativeStatus"},
    {XML "<tbx type=\"TBX-Basic\" style=\"dct\" xml:lang=\"%s\" " NS " xmlns:min=\"http://www.tbxinfo.net/ns/min\" "
     "xmlns:basic=\"http://www.tbxinfo.net/ns/basic\"><tbxHeader>" SOURCE_DESC "</tbxHeader><text><body>\n", "</body></text></tbx>\n",
     "conceptEntry", "langSec", "<termSec>", "</termSec>", false, "min:", "administrativeStatus"},
    {XML "<TBX dialect=\"TBX-Min\"><header><id>sluis</id><languages source=\"%s\" target=\"%s\"/></header><body>\n", "</body></TBX>\n",
     "termEntry", "langSet", "<tig>", "</tig>", false, "", "termStatus"}};

static const dialect *dialect_of(writer *w);

static void put_fact(const dialect *d, const char *element, const char *type, sl_str value, sl_buf *out) {
    if (!value.n) return;
    if (d->typed) sl_printf(out, "<%s type=\"%s\">", element, type);
    else sl_printf(out, "<%s%s>", d->prefix, type);
    sl_xml_put(out, value, false);
    if (d->typed) sl_printf(out, "</%s>", element);
    else sl_printf(out, "</%s%s>", d->prefix, type);
}

static sl_str status_of(const dialect *d, const sl_term *t) {
    bool min = d == &dialects[TBX_MIN];
    if (t->flags & SL_TERM_FORBIDDEN) return min ? SL_LIT("deprecated") : SL_LIT("deprecatedTerm-admn-sts");
    return min ? SL_LIT("preferred") : SL_LIT("preferredTerm-admn-sts");
}

static void tbx_term(writer *w, const sl_term *t, bool source, sl_buf *out) {
    const dialect *d = dialect_of(w);
    sl_printf(out, "<%s xml:lang=\"%s\">%s<term>", d->lang, source ? w->from : w->to, d->group);
    sl_xml_put(out, source ? t->source : t->target, false);
    sl_puts(out, SL_LIT("</term>"));
    put_fact(d, "termNote", "partOfSpeech", sl_cstr(source ? long_pos[t->pos] : ""), out);
    put_fact(d, "termNote", "termType", t->flags & SL_TERM_ACR ? SL_LIT("abbreviation") : SL_LIT(""), out);
    if (!source) put_fact(d, "termNote", d->status, status_of(d, t), out);
    sl_printf(out, "%s</%s>", d->close_group, d->lang);
}

static void tbx_head(writer *w, sl_buf *out) {
    const dialect *d = dialect_of(w);
    sl_str rest = sl_cstr(d->root);
    const char *langs[] = {d == &dialects[TBX_MIN] ? w->from : w->to, w->to};
    for (int i = 0; rest.n; ) {
        const char *hole = memmem(rest.p, rest.n, "%s", 2);
        size_t n = hole ? (size_t)(hole - rest.p) : rest.n;
        sl_put(out, rest.p, n);
        if (hole) sl_xml_put(out, sl_cstr(langs[i++]), true), n += 2;
        rest = sl_slice(rest.p + n, rest.n - n);
    }
}

static void tbx_entry(writer *w, const sl_term *t, sl_buf *out) {
    const dialect *d = dialect_of(w);
    sl_printf(out, "<%s id=\"c%llu\">", d->concept, (unsigned long long)w->number);
    put_fact(d, "descrip", "subjectField", t->domain, out);
    if (t->note.n) {
        sl_puts(out, SL_LIT("<note>"));
        sl_xml_put(out, t->note, false);
        sl_puts(out, SL_LIT("</note>"));
    }
    tbx_term(w, t, true, out);
    tbx_term(w, t, false, out);
    sl_printf(out, "</%s>\n", d->concept);
}

static void tbx_tail(writer *w, sl_buf *out) { sl_puts(out, sl_cstr(dialect_of(w)->end)); }

/* What a format can say of an entry besides source and target. */
enum { HAS_POS = 1, HAS_FLAGS = 2, HAS_DOMAIN = 4, HAS_NOTE = 8, HAS_FORBIDDEN = 16, HAS_ACR = 32, HAS_ALL = 63,
       HAS_ONE = 64 };    /* either a part of speech or a note */
enum { OF_TBX = HAS_POS | HAS_DOMAIN | HAS_NOTE | HAS_FORBIDDEN | HAS_ACR };

static const struct {
    void (*head)(writer *, sl_buf *);
    void (*entry)(writer *, const sl_term *, sl_buf *);
    void (*tail)(writer *, sl_buf *);
    unsigned has;
    int dialect;
} formats[] = {                       /* in the order of SL_GLOSSARY_FORMATS */
    {tsv_head, tsv_row, NULL, HAS_ALL, 0}, {csv_head, csv_entry, NULL, HAS_ALL, 0}, {omegat_head, omegat_row, NULL, HAS_POS | HAS_NOTE | HAS_ONE, 0},
    {NULL, deepl_row, NULL, 0, 0}, {google_head, google_row, NULL, HAS_POS | HAS_NOTE, 0}, {amazon_head, amazon_row, NULL, 0, 0},
    {iate_head, iate_row, NULL, OF_TBX, 0}, {tmx_head, tmx_unit, tmx_tail, 0, 0}, {tbx_head, tbx_entry, tbx_tail, OF_TBX, TBX_DCA},
    {tbx_head, tbx_entry, tbx_tail, OF_TBX, TBX_V2}, {tbx_head, tbx_entry, tbx_tail, OF_TBX, TBX_DCT}, {tbx_head, tbx_entry, tbx_tail, OF_TBX, TBX_MIN}};

static const dialect *dialect_of(writer *w) { return &dialects[formats[w->format].dialect]; }

void sl_glossary_put_head(writer *w, sl_buf *out) { if (formats[w->format].head) formats[w->format].head(w, out); }
void sl_glossary_put_tail(writer *w, sl_buf *out) { if (formats[w->format].tail) formats[w->format].tail(w, out); }

/* Does something of it get lost? What says how it matches, and a remark where there is no place for one. */
static bool less(unsigned has, const sl_term *t) {
    uint32_t flags = t->flags & ~(uint32_t)(SL_TERM_FORBIDDEN | (has & HAS_ACR ? SL_TERM_ACR : 0) | (sl_eq(t->source, t->target) ? SL_TERM_DNT : 0));
    if (!(has & HAS_FLAGS) && (flags || t->variants.n || t->priority)) return true;
    if (has & HAS_ONE && t->pos && t->note.n) return true;
    return (!(has & HAS_DOMAIN) && t->domain.n) || (!(has & HAS_NOTE) && t->note.n) || (!(has & HAS_POS) && t->pos);
}

sl_glossary_put_result sl_glossary_put(sl_glossary_writer *w, const sl_term *t, sl_buf *out) {
    unsigned has = formats[w->format].has;
    if (t->flags & SL_TERM_FORBIDDEN && !(has & HAS_FORBIDDEN)) return SL_LEFT_OUT;
    if (t->flags & SL_TERM_REGEX && !(has & HAS_FLAGS)) return SL_LEFT_OUT;
    w->number++;
    formats[w->format].entry(w, t, out);
    return less(has, t) ? SL_WRITTEN_LESS : SL_WRITTEN;
}
