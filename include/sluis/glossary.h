/* Glossaries: read in any of the formats that translators' tools write, checked, and written in these formats.
 *
 * The format is told by the content, never by a name:
 *   TMX; TBX v2 (martif), v3 (DCA, DCT), TBX-Min; by their root element
 *   lines with delimiters, TAB , ; or |, in any charset that sluis/decode.h tells, quoted as RFC 4180 has it: our own TSV and CSV,
 *   OmegaT's, DeepL's (with languages in columns 3 and 4), Google's and Amazon's (languages at the head), IATE's (a term a line)
 * Which term is source and which is target is told by language tags wherever there are any, by order only where there are none.
 *
 * Of a concept with several terms each one of the source language becomes an entry, unless it is deprecated. Its target is
 * the best of the target language: preferred before others, then by reliability, then the first; abbreviations get an abbreviation. A
 * target that is deprecated becomes an entry with SL_TERM_FORBIDDEN. */
#ifndef SLUIS_GLOSSARY_H
#define SLUIS_GLOSSARY_H
#include "sluis/forms.h"
#include "sluis/termbase.h"

enum { SL_GLOSSARY_TAGS = 32 };
typedef struct sl_glossary_counts {
    uint64_t rows, dropped;      /* rows or concepts; bad ones */
    uint64_t alone;              /* without a term in one of the two languages */
    uint64_t flags; char first_flag[320];             /* rows with an unknown flag, which is ignored; "FILE:LINE: unknown flag 'NAME'" of the first */
    struct { char tag[16]; uint64_t n; } tags[SL_GLOSSARY_TAGS]; unsigned ntags;      /* languages that were told, and terms in them */
} sl_glossary_counts;

/* Does a language tag (or a name) belong to a language? As sl_glossary_rules has it. */
bool sl_language_is(sl_str tag, const char *language);

/* Writing: lines, each ended by LF. */
#define SL_GLOSSARY_FORMATS "tsv|csv|omegat|deepl|google|amazon|iate|tmx|tbx|tbx-v2|tbx-dct|tbx-min"
typedef struct { const char *from, *to; int format; uint64_t number; } sl_glossary_writer;   /* languages; index into the formats; entries so far */
void sl_glossary_put_head(const sl_glossary_writer *w, sl_buf *out);
/* What of the entry the format cannot hold: an entry that would be misleading in it is not written at all. */
typedef enum { SL_WRITTEN, SL_WRITTEN_LESS, SL_LEFT_OUT } sl_glossary_put_result;
sl_glossary_put_result sl_glossary_put(sl_glossary_writer *w, const sl_term *t, sl_buf *out);
void sl_glossary_put_tail(const sl_glossary_writer *w, sl_buf *out);

/* Checking. Each finding is given with the index of its entry; errors make a glossary do harm, the others may be meant so. */
typedef struct { uint32_t term; const char *rule; bool error; sl_str text; } sl_finding;   /* text: borrowed during the call */
/* Look at all entries; findings come in the order of entries. `stops` is the text of a list of function words (sl_data), lower case; with
 * `forms` (NULL: none) it is told which entries are found without them, as a form of another. */
void sl_glossary_lint(const sl_termbase *tb, sl_str stops, const sl_forms *forms, void (*found)(void *ctx, const sl_finding *f), void *ctx);
#endif
