/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A zip file that is one document (OOXML, OpenDocument, EPUB): all its parts unpacked in memory, up to a limit. */

#include <glib.h>

#include "base/limits.h"
#include "base/span.h"

typedef struct {
  char     *name;      /* as stored, valid UTF-8, without a leading '/' */
  GBytes   *bytes;
  gboolean  is_cut;    /* bytes stop at a limit or at damage */
} MspPackagePart;

typedef struct {
  GPtrArray *parts;        /* MspPackagePart, in the order of the file */
  GHashTable *by_name;    /* lower case */
  gboolean   is_damaged;   /* something could not be unpacked */
  gboolean   is_cut;       /* something was left out because of a limit */
  gboolean   is_encrypted; /* a part needs a password */
  gboolean   is_unread;    /* for want of the module that reads packages and their XML */
} MspPackage;

/* Unpacks bytes, which must outlive the call only. Never NULL: what can be read is there. */
MspPackage           *msp_package_new      (MspSpan bytes, const MspLimits *limits);

/* The part of this name, compared without case (ECMA-376 part 2), or NULL. */
const MspPackagePart *msp_package_find     (const MspPackage *self, const char *name);

/* The bytes of that part; empty if there is none. */
MspSpan               msp_package_get      (const MspPackage *self, const char *name);
MspSpan               msp_package_get_part (const MspPackagePart *part);
void                  msp_package_free     (MspPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspPackage, msp_package_free)
