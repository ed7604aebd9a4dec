/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/scripts.h"

#include "extract/extractors.h"

const char *
msp_scripts_find_text (const MspExtractInput *input)
{
  static const char *const suffixes[] = { ".js", ".jse", ".mjs", ".vbs", ".vbe", ".vba", ".wsf", ".wsh", ".hta", ".ps1", ".psm1",
                                          ".bat", ".cmd", ".sh", ".py", ".pl", ".rb", ".php", ".applescript" };

  if (input->is_body)
    return NULL;
  if (msp_span_has_prefix (input->bytes, "#!/"))
    return "a script, which was not run";
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (msp_extract_has_suffix (input, suffixes[i]))
      return "a script, which was not run";
  return NULL;
}

const char *
msp_scripts_find_markup (const MspExtractInput *input, MspSpan markup)
{
  const char *at = markup.data;

  while (!input->is_body && (at = memchr (at, '<', markup.len - (gsize) (at - markup.data))) != NULL)
    if (msp_span_has_prefix_nocase (msp_span_slice (markup, (gsize) (++at - markup.data), markup.len), "script"))
      return MSP_DETAIL_SCRIPTS;
  return NULL;
}
