/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-answer.h"

#include "report/output.h"
#include "report/writer-csv.h"
#include "report/writer-json.h"
#include "store/ask.h"

static gboolean
write_csv (guint n, const char *const *names, const MspAnswerField *fields, gpointer user_data, GError **error)
{
  GString *out = msp_output_get_buffer (user_data);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_number = fields != NULL && fields[i].type == MSP_ANSWER_NUMBER;

      g_string_append (out, i > 0 ? "," : "");
      if (is_number)
        g_string_append (out, fields[i].text);   /* "-1" is no formula */
      else
        msp_writer_csv_append (out, fields != NULL ? fields[i].text : names[i]);
    }
  g_string_append_c (out, '\n');
  return msp_output_flush (user_data, error);
}

static gboolean
write_json (guint n, const char *const *names, const MspAnswerField *fields, gpointer user_data, GError **error)
{
  GString *out = msp_output_get_buffer (user_data);

  if (fields == NULL)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i > 0 ? "," : "{");
      msp_writer_json_append (out, names[i]);
      g_string_append_c (out, ':');
      if (fields[i].type == MSP_ANSWER_TEXT)
        msp_writer_json_append (out, fields[i].text);
      else
        g_string_append (out, fields[i].type == MSP_ANSWER_NULL ? "null" : fields[i].text);
    }
  g_string_append (out, "}\n");
  return msp_output_flush (user_data, error);
}

gboolean
msp_writer_answer_write (MspCase *source, const char *sql, gboolean as_json, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);

  return output != NULL && msp_case_ask (source, sql, as_json ? write_json : write_csv, output, error) && msp_output_close (output, error)
         && msp_output_publish (output, error);
}
