/* Charsets: their names, the single-byte ones as tables, and how one tells what a file or a line is written in.
 *
 * Single-byte sets are 256-entry tables to UTF-8, in the view of the WHATWG Encoding Standard: each byte means something, those
 * that cp1252 leaves undefined being the C1 controls of the same number. A set that only iconv knows becomes such a table too when
 * every ASCII byte means itself there and each other byte is one character or nothing (which becomes U+FFFD); all others are
 * converted by iconv as a stream. */
#ifndef SLUIS_CHARSET_H
#define SLUIS_CHARSET_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef enum {
    SL_CS_UTF8,
    SL_CS_BYTES,                              /* single bytes, by table */
    SL_CS_UTF16LE, SL_CS_UTF16BE, SL_CS_UTF32LE, SL_CS_UTF32BE,
    SL_CS_UTF16, SL_CS_UTF32,                 /* declared without byte order: by its mark, else by the NULs, else little-endian */
    SL_CS_ICONV                               /* a stream that iconv converts */
} sl_cs_kind;

/* What lines are counted by. */
enum { SL_CSN_UTF8, SL_CSN_CP1252, SL_CSN_LATIN1, SL_CSN_LATIN9, SL_CSN_CP850, SL_CSN_CP437, SL_CSN_MACROMAN,
       SL_CSN_UTF16, SL_CSN_UTF32, SL_CSN_OTHER, SL_CSN_N };
#define SL_CSN_NAMES "utf-8", "cp1252", "iso-8859-1", "iso-8859-15", "cp850", "cp437", "macroman", "utf-16", "utf-32", "other"

typedef struct { char b[3]; unsigned char n; } sl_cs_char;     /* UTF-8 of one byte */
typedef struct sl_charset {
    sl_cs_kind kind;
    unsigned number;                          /* SL_CSN_... */
    const char *name;                         /* as given; borrowed */
    sl_cs_char table[256];                    /* SL_CS_BYTES */
} sl_charset;

/* Find a charset by name: case, `-`, `_`, `.` and space do not count. SL_EUSAGE with a message when it is not known. */
int sl_charset_find(const char *name, sl_charset *cs, sl_err *e);

/* Append the bytes, decoded by the table of an SL_CS_BYTES set. Linear; ASCII is copied in runs. */
void sl_charset_decode(const sl_charset *cs, sl_str bytes, sl_buf *out);

typedef struct { sl_cs_kind kind; size_t mark; } sl_cs_sniffed;       /* UTF8 stands for any set that contains ASCII; bytes of the mark */

/* Told from a file's first bytes: a byte-order mark, or UTF-16 and UTF-32 without one by where the NULs of Latin text are.
 * False: more bytes are needed. `end`: there are no more. The answer depends on the bytes alone, never on how they came.
 * Bytes that begin with a line without any NUL are answered at once; a line feed as the first byte counts as such a line. */
bool sl_charset_sniff(sl_str head, bool end, sl_cs_sniffed *s);
/* What a file is that is no text, told from its first bytes: a PDF, an office document, a compressed file, a picture ...; *what is a
 * phrase for a message, NULL when it may be text. False: more bytes are needed. */
bool sl_charset_foreign(sl_str head, bool end, const char **what);
/* The mark alone. */
bool sl_charset_mark(sl_str head, bool end, sl_cs_sniffed *s);
#endif
