/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/fate.h"

#include <string.h>

static const char *const fate_names[MSP_N_FATES] = { "read", "partial", "opaque", "failed", "skipped" };

static const char *const reason_names[MSP_N_REASONS] = {
  "", "limit", "damaged", "encrypted", "no-text", "unsupported", "image",
  "media", "crashed", "timeout", "memory", "io", "option",
};

const char *
msp_fate_get_name (MspFate fate)
{
  return fate_names[fate];
}

const char *
msp_reason_get_name (MspReason reason)
{
  return reason_names[reason];
}

static int
find_name (const char *const *names, int n, const char *name)
{
  for (int i = 0; i < n; i++)
    if (strcmp (names[i], name) == 0)
      return i;
  return -1;
}

gboolean
msp_fate_from_name (const char *name, MspFate *out_fate)
{
  int i = find_name (fate_names, MSP_N_FATES, name);

  if (i >= 0)
    *out_fate = (MspFate) i;
  return i >= 0;
}

gboolean
msp_reason_from_name (const char *name, MspReason *out_reason)
{
  int i = find_name (reason_names, MSP_N_REASONS, name);

  if (i >= 0)
    *out_reason = (MspReason) i;
  return i >= 0;
}
