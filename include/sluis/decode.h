/* Decoding: the bytes of one file, in any charset and with any line ends, to lines of UTF-8 ended by LF.
 *
 * A decoder is fed with bytes as they come and gives runs of finished lines; the runs' bytes do not depend on how the input was
 * cut up. It holds one unfinished line and what was read behind it, and SL_GUESS_AHEAD bytes behind a line whose charset is in
 * doubt, so memory is bounded by the longest line. Lines that were
 * valid UTF-8 all along are not copied.
 *
 *   byte-order mark, NULs -> UTF-16, UTF-32, iconv to UTF-8 -> line ends -> the charset of each line -> runs
 *
 * What a stream of UTF-16, UTF-32 or iconv holds that is no character stays visible as bytes that are not UTF-8: a lone surrogate
 * as the three bytes that UTF-8 would have for it, anything else as 0xFF. */
#ifndef SLUIS_DECODE_H
#define SLUIS_DECODE_H
#include "sluis/guess.h"

typedef enum {
    SL_EOL_AUTO,     /* LF and CR LF; or, in a file whose first 64 KiB have no LF, as CR if there is a CR, else as NEL if there is one */
    SL_EOL_LF,       /* LF; a CR is text */
    SL_EOL_CRLF,     /* CR LF; a lone LF becomes a space, a lone CR is text */
    SL_EOL_CR,       /* CR, CR LF and LF */
    SL_EOL_NEL       /* U+0085 and LF */
} sl_eol;

typedef struct sl_decode_conf {
    const sl_charset *from;
    bool mixed;      /* from is a single-byte set: lines that are valid UTF-8 are UTF-8, and a file may turn out to be UTF-16 or 32 */
    sl_eol eol;
    const sl_letters *guess;     /* not NULL: lines that are not UTF-8 may be in any of the sets of sluis/guess.h, and not in `from` */
} sl_decode_conf;

typedef struct { uint64_t marks, crlf, cr, lone_lf, nel; } sl_decode_counts;

/* Whole lines, each ended by LF, all of one charset; borrowed until the next call that takes the decoder. */
typedef struct sl_decode_run {
    sl_str lines;
    uint64_t n;
    unsigned number; /* SL_CSN_... */
    bool valid;      /* UTF-8. False: one line, which --on-error has to judge */
    size_t bad;      /* and the offset of its first wrong byte */
    const sl_verdict *verdict;   /* how the charset was found; NULL when it was not guessed */
} sl_decode_run;

typedef struct sl_decoder sl_decoder;
sl_decoder *sl_decoder_new(const sl_decode_conf *c);          /* c is borrowed */
void sl_decoder_start(sl_decoder *d);                         /* a new file; what was left of another is forgotten */
/* Append the next bytes of the file to *sl_decoder_input(), then tell that they are there. `end`: the file ends here; `cut`: it
 * is damaged there, so that a last line without its end is not one. Before that all runs must have been taken. */
sl_buf *sl_decoder_input(sl_decoder *d);
typedef enum { SL_DECODE_MORE, SL_DECODE_END, SL_DECODE_CUT } sl_decode_feed;
void sl_decoder_fed(sl_decoder *d, sl_decode_feed how);
bool sl_decoder_next(sl_decoder *d, sl_decode_run *run);      /* false: feed more, or the file is over */
size_t sl_decoder_waiting(const sl_decoder *d);                   /* bytes that are held: an unfinished line, and lines in doubt */
const char *sl_decoder_foreign(const sl_decoder *d);              /* what the file is, when it is no text (sl_charset_foreign); else NULL */
const sl_decode_counts *sl_decoder_counts(const sl_decoder *d);   /* over all files */
void sl_decoder_free(sl_decoder *d);

/* For a line that is not valid: what is wrong at `bad`, as text for a message (static or in `to`), and where that stands in its
 * line in the bytes of the source, from 1 (0: not known). */
void sl_decode_explain(const sl_decode_run *run, sl_buf *to);
uint64_t sl_decode_place(const sl_decode_run *run);
/* Append the line with U+FFFD for everything that is no character; a lone surrogate becomes one. */
void sl_decode_replace(sl_str line, sl_buf *out);
#endif
