/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve/mhd.h"

#include <dlfcn.h>

/* The library's interface has had this number since version 0.9.42. */
#define LIBRARY "libmicrohttpd.so.12"

/* All functions, or none. */
static bool find_functions(struct mhd *mhd)
{
#define X(name) && (mhd->name = (__typeof__(mhd->name))dlsym(mhd->library, "MHD_" #name))
    return true MHD_FUNCTIONS(X);
#undef X
}

enum status mhd_load(struct mhd *mhd, struct error *e)
{
    /* it stays: what GnuTLS set up cannot be taken down while the program runs */
    mhd->library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (mhd->library && find_functions(mhd))
        return ST_OK;
    mhd_unload(mhd);
    return error_set(e, ST_UNSUPPORTED, "%s",
                     _("serving needs libmicrohttpd (libmicrohttpd.so.12; Debian package "
                       "libmicrohttpd12)"));
}

void mhd_unload(struct mhd *mhd)
{
    if (mhd->library)
        dlclose(mhd->library);
    mhd->library = NULL;
}
