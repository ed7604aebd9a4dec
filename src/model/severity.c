/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/severity.h"

#include <string.h>

static const struct {
  const char *name;
  guint       least;
} severities[MSP_N_SEVERITIES] = {
  { "none", 0 }, { "info", 1 }, { "low", 20 }, { "moderate", 40 }, { "high", 70 }, { "critical", 90 },
};

MspSeverity
msp_severity_from_score (guint score)
{
  int i = MSP_N_SEVERITIES - 1;

  while (score < severities[i].least)
    i--;
  return (MspSeverity) i;
}

const char *
msp_severity_get_name (MspSeverity severity)
{
  return severities[severity].name;
}

gboolean
msp_severity_from_name (const char *name, MspSeverity *out_severity)
{
  for (int i = 0; i < MSP_N_SEVERITIES; i++)
    if (strcmp (severities[i].name, name) == 0)
      {
        *out_severity = (MspSeverity) i;
        return TRUE;
      }
  return FALSE;
}
