/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-error.h"

G_DEFINE_QUARK (msp-archive-error-quark, msp_archive_error)

void
msp_archive_error_set_limit (GError **error, const char *limit)
{
  g_set_error (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_LIMIT, "the limit %s was reached", limit);
}

void
msp_archive_error_pass_on (GError **error, const GError *cause)
{
  if (cause->domain == MSP_ARCHIVE_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error_literal (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_IO, cause->message);
}
