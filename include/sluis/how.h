/* How a file is compressed: what the options say, and what they mean together. */
#ifndef SLUIS_HOW_H
#define SLUIS_HOW_H
#include "sluis/codec.h"
#include "sluis/err.h"

typedef struct sl_how {              /* how to compress; zero-initialised: by the name, as usual */
    bool gzip, zstd;                 /* whatever the name says */
    bool fast, bgzf, single;         /* BGZF blocks; one member for readers that know no more (gzip only, both) */
    long level;                      /* 1..9; 0: the usual one */
    int backend;                     /* 0: the default, else one of SL_BACKEND_CHOICES */
    long jobs;                       /* threads that make members side by side */
    bool index;                      /* FILE.gzi beside FILE, when it is a compressed regular file and not single; see gzindex.h */
} sl_how;
#define SL_BACKEND_CHOICES "auto|zlib|libdeflate|isal|zstd"
bool sl_how_given(const sl_how *h);                                /* says anything about the form */
/* Is it sensible, built in, and not against the name? SL_EUSAGE. `path` NULL: standard output. */
int sl_how_check(const sl_how *h, const char *path, sl_err *e);
sl_codec sl_how_codec(const sl_how *h, const char *path);
#endif
