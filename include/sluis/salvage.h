/* What is whole in a compressed file, however damaged: every member that inflates to its end with checksum and length right, before the
 * damage and behind it. A member with damage in it is lost, and so is what lies between it and the next good one.
 *
 * Method: members follow each other; where one is not good, the next is the first place behind its start where a member begins and
 * inflates to its end. Memory is bounded; a file is read once, damaged parts and members over 8 MiB twice. Lines are given whole: of
 * files whose members are not cut at line ends those that reach into a hole are left out.
 *
 * A file that ends with a member and no more is whole; that some are missing can be told of BGZF alone, which marks its end. */
#ifndef SLUIS_SALVAGE_H
#define SLUIS_SALVAGE_H
#include "sluis/buf.h"
#include "sluis/err.h"

typedef struct sl_hole {
    uint64_t from, to;           /* bytes of the file, from 0, the end exclusive */
    uint64_t seen;               /* where the damage was seen; from it may have begun */
    uint64_t lines;              /* saved before it */
    const char *why;
} sl_hole;

typedef struct sl_salvage {      /* the caller's */
    int (*lines)(void *ctx, sl_str whole);         /* lines, borrowed; the file's last may lack its LF. May be NULL */
    int (*hole)(void *ctx, const sl_hole *h);      /* may be NULL; both: not 0 ends it with this code */
    void *ctx;
} sl_salvage;

typedef struct sl_saved { uint64_t members, lines, bytes, holes, lost; } sl_saved;   /* bytes: of text; lost: of the file */

/* 0, whatever is damaged (saved->holes tells); SL_EDATA for a file that is not compressed; SL_EUSAGE for one that is no regular file; SL_EIO. */
int sl_salvage_file(const char *path, const sl_salvage *to, sl_saved *saved, sl_err *e);
#endif
