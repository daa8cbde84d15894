/* The version, as --version, statistics and manifests give it. */
#ifndef SLUIS_VERSION_H
#define SLUIS_VERSION_H
#define SL_VERSION "0.1.0"
#endif
