/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shuts a process in before it reads the first hostile byte: files read-only and only below given directories (Landlock), no
   network, no
   program, no new process (seccomp), bounded memory, no core dump. Cannot be undone. The only file that knows how. */

#include <glib.h>

typedef enum { MSP_SANDBOX_AUTO, MSP_SANDBOX_REQUIRE, MSP_SANDBOX_OFF } MspSandbox;

#define MSP_CONFINE_ERROR (msp_confine_error_quark ())
typedef enum {
  MSP_CONFINE_ERROR_UNAVAILABLE,   /* the kernel lacks a part of the confinement */
} MspConfineError;
GQuark msp_confine_error_quark (void);

/* What this kernel can give, for people and the case file: "landlock 7, seccomp, limits", or "none". Static. */
const char *msp_confine_get_level (MspSandbox sandbox);

/* Tries in a process of its own whether msp_confine_self would do; only REQUIRE can fail. */
gboolean    msp_confine_probe     (MspSandbox sandbox, GError **error);

/* Confines the calling process for good. readable: NULL-terminated absolute paths of files and directories. writable: descriptor
   of the only file that it may change, or -1. memory: bytes of address space it may use, 0 for no limit. With REQUIRE a missing
   part is an error; with AUTO what there is is used. */
gboolean    msp_confine_self      (MspSandbox sandbox, const char *const *readable, int writable, guint64 memory,
                                   GError **error);
