/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What 'check' found, for build servers: JUnit XML as Jenkins and GitLab read it. One test suite a case, one test a condition of the
   policy. Without a time, so that the same archive gives the same bytes. */

#include <glib.h>

#include "report/verdict.h"

typedef struct _MspJunit MspJunit;

MspJunit *msp_junit_new   (void);

/* Adds what was said of the case that the user knows as name. incomplete: why the case is not whole, or NULL. */
void      msp_junit_add   (MspJunit *self, const char *name, const MspVerdictReport *report, const char *incomplete);

/* G_FILE_ERROR. */
gboolean  msp_junit_write (const MspJunit *self, const char *path, GError **error);
void      msp_junit_free  (MspJunit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspJunit, msp_junit_free)
