/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/writer-junit.h"

#include <string.h>

#include "report/output.h"
#include "report/terminal.h"

struct _MspJunit {
  GString *suites;
  guint    tests, failures, errors;
};

MspJunit *
msp_junit_new (void)
{
  MspJunit *self = g_new0 (MspJunit, 1);

  self->suites = g_string_new (NULL);
  return self;
}

/* XML 1.0 has no control characters at all: they are shown as text first. */
static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autofree char *escaped = NULL;

  msp_terminal_append (plain, value, 0);
  escaped = g_markup_escape_text (plain->str, (gssize) plain->len);
  g_string_append_printf (out, " %s=\"%s\"", name, escaped);
}

static void
append_test (GString *out, const char *suite, const char *name, const char *tag, const char *message)
{
  g_string_append (out, "    <testcase");
  append_attribute (out, "classname", suite);
  append_attribute (out, "name", name);
  if (message == NULL)
    {
      g_string_append (out, "/>\n");
      return;
    }
  g_string_append_printf (out, ">\n      <%s", tag);
  append_attribute (out, "message", message);
  append_attribute (out, "type", tag[0] == 'f' ? "policy" : "incomplete");
  g_string_append_printf (out, "/>\n    </testcase>\n");
}

static guint
count_violations (const MspVerdictReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->checks->len; i++)
    n += g_array_index (report->checks, MspVerdictCheck, i).violation != NULL;
  return n;
}

void
msp_junit_add (MspJunit *self, const char *name, const MspVerdictReport *report, const char *incomplete)
{
  g_autofree char *shown = g_filename_display_name (name);
  guint tests = report->checks->len + 1, failures = count_violations (report), errors = incomplete != NULL ? 1 : 0;

  g_string_append (self->suites, "  <testsuite");
  append_attribute (self->suites, "name", shown);
  g_string_append_printf (self->suites, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"0\">\n", tests, failures, errors);
  for (guint i = 0; i < report->checks->len; i++)
    {
      const MspVerdictCheck *check = &g_array_index (report->checks, MspVerdictCheck, i);

      append_test (self->suites, shown, check->name, "failure", check->violation);
    }
  append_test (self->suites, shown, "all was read", "error", incomplete);
  g_string_append (self->suites, "  </testsuite>\n");
  self->tests += tests;
  self->failures += failures;
  self->errors += errors;
}

gboolean
msp_junit_write (const MspJunit *self, const char *path, GError **error)
{
  g_autoptr (MspOutput) output = msp_output_new (path, error);
  GString *out;

  if (output == NULL)
    return FALSE;
  out = msp_output_get_buffer (output);
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_string_append_printf (out, "<testsuites name=\"mailspill\" tests=\"%u\" failures=\"%u\" errors=\"%u\">\n", self->tests, self->failures,
                          self->errors);
  g_string_append_len (out, self->suites->str, (gssize) self->suites->len);
  g_string_append (out, "</testsuites>\n");
  return msp_output_close (output, error) && msp_output_publish (output, error);
}

void
msp_junit_free (MspJunit *self)
{
  if (self == NULL)
    return;
  g_string_free (self->suites, TRUE);
  g_free (self);
}
