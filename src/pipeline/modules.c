/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/modules.h"

#include <string.h>

#include "format/module.h"

#define INFO(name, kind) \
  { name, kind, { "mailspill-" name ".so", MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "module missing or broken: no " kind " file is read" } }

static const MspModuleInfo modules[MSP_N_MODULES] = {
  [MSP_MODULE_PDF] = INFO ("pdf", "PDF"),
  [MSP_MODULE_PST] = INFO ("pst", "PST"),
  [MSP_MODULE_ARCHIVE] = INFO ("archive", "archive or Office"),
};

const MspModuleInfo *
msp_modules_get (MspModule module)
{
  return &modules[module];
}

gboolean
msp_modules_tell (guint *n_told, MspSink *sink, GError **error)
{
  const char *name;

  for (; (name = msp_module_get_missing (*n_told)) != NULL; (*n_told)++)
    for (gsize i = 0; i < G_N_ELEMENTS (modules); i++)
      if (strcmp (modules[i].name, name) == 0 && !msp_sink_problem (sink, &modules[i].problem, error))
        return FALSE;
  return TRUE;
}

MspModule
msp_modules_find (const char *locator, const char *detail)
{
  for (int i = 0; i < MSP_N_MODULES; i++)
    if (g_strcmp0 (locator, modules[i].problem.locator) == 0 && g_strcmp0 (detail, modules[i].problem.detail) == 0)
      return (MspModule) i;
  return MSP_N_MODULES;
}
