/* The parts of pack: one file of a format writes itself through an sl_pack_out, whose bytes are digested on their way. */
#ifndef SLUIS_BITEXT_PACK_H
#define SLUIS_BITEXT_PACK_H
#include "sluis/codec.h"
#include "sluis/digest.h"
#include "sluis/stage.h"

typedef struct sl_pack_out sl_pack_out;
typedef struct sl_pack {
    const char *format;
    bool plain, manifest, index;
    sl_codec codec;                       /* of the files */
    int not_xml;
    sl_list stats;
    unsigned need;                        /* how many of the selected columns must be there */
    bool xml;                             /* one of the formats is */
    uint64_t records;
    sl_pack_out *outs; size_t nouts, outcap;
    const char *langs[SL_MAXFIELDS];
    const char **names; size_t nnames, namecap;   /* of the columns that are not selected: "x-score" ... */
    sl_buf marks;                         /* sl_pack_lines(): where TABs and LFs are in the block at hand, each a uint32_t */
    sl_buf manifest_path;
    sl_arena keep;
} sl_pack;

enum { SL_PACK_WRITTEN, SL_PACK_BYTES_1, SL_PACK_BYTES_2, SL_PACK_NOT_XML, SL_PACK_NOT_JSON };

struct sl_pack_out {                      /* one file */
    const char *format, *ending;
    int (*head)(sl_stage *, sl_pack_out *);   /* may be NULL */
    int (*put)(sl_stage *, sl_pack_out *, const sl_rec *, const sl_str *cols);
    int (*end)(sl_stage *, sl_pack_out *);    /* may be NULL */
    enum { SL_PACK_MADE, SL_PACK_SIDE, SL_PACK_RECORD } line;    /* a record is more than a line; a column of it; as it is */
    unsigned side;
    bool whole;                           /* a file of one side, a line a record: named so in the manifest */
    const char *path;
    sl_buf b;                             /* what is not written yet */
    sl_digest text, packed;               /* of what was, and of the file, when that is another thing */
    sl_writer *w;
};

/* Formats: their files, in order. */
int sl_pack_moses(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_text(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_tsv(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_tmx(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_xces(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_xliff(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_jsonl(sl_stage *s, void (*add)(sl_stage *, sl_pack_out));
int sl_pack_languages(sl_stage *s);       /* one for each selected column, into langs; SL_EUSAGE */

/* A block of records at once, as sl_ops.lines: SL_MORE when a format is not made of lines, or a line lacks a column. */
int sl_pack_lines(sl_stage *s, sl_str lines, uint64_t n);

/* Append to o->b, then this: hands a full buffer on. */
int sl_pack_more(sl_stage *s, sl_pack_out *o);
int sl_pack_write(sl_stage *s, sl_pack_out *o);   /* all of it */
int sl_pack_whole(sl_stage *s, sl_pack_out *o, sl_str lines);      /* what stands elsewhere, behind what was appended */

/* Once or more a record: quicker than sl_printf(). */
static inline void sl_pack_puts(sl_buf *b, const char *s) { sl_put(b, s, strlen(s)); }

/* The columns that are not selected, each with its name: x-score x-doc x-ids-LANG x-ids-LANG of a bitext stream, else x-column-N. */
typedef struct { sl_str rest; unsigned column, next; const char *end; } sl_pack_walk;
void sl_pack_rest(sl_pack_walk *w, sl_str line);
bool sl_pack_column(const sl_stage *s, sl_pack_walk *w, const char **name, sl_str *value);

/* Whether the manifest may be written: a file of that name that is none is somebody's, and stays. SL_EUSAGE. */
int sl_pack_manifest_allowed(sl_stage *s);
void sl_pack_manifest_watch(const sl_stage *s, sl_pack_out *o);    /* its file was opened: it is digested as it is written, if a manifest wants that */
/* The manifest of what was written: OUT.json, complete under a temporary name; NULL where there is none. */
int sl_pack_manifest(sl_stage *s, sl_writer **w);
#endif
