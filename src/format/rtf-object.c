/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/rtf-object.h"

#include "base/charset.h"
#include "format/ole-package.h"

MspRtfObject *
msp_rtf_object_new (MspSpan bytes, gboolean is_wrapped)
{
  MspRtfObject *self = g_new0 (MspRtfObject, 1);
  MspSpan inner = is_wrapped ? msp_ole_package_unwrap (bytes) : bytes, name = { NULL, 0 };
  g_autoptr (GString) utf8 = g_string_new (NULL);

  if (is_wrapped && msp_ole_package_read (inner, &name, &inner))
    {
      msp_charset_append_utf8 (utf8, name, NULL);
      self->name = g_strdup (utf8->str);
    }
  self->bytes = g_bytes_new (inner.data, inner.len);
  return self;
}

void
msp_rtf_object_free (gpointer data)
{
  MspRtfObject *self = data;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}
