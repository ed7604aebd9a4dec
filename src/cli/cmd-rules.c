/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "detect/check.h"
#include "detect/rules.h"
#include "detect/self-test.h"
#include "report/terminal.h"

#define COLUMNS 80
#define LABEL_COLUMNS 14
#define CHECK_FINDINGS 1000   /* kept of one value */

typedef struct {
  char    **files;    /* --rules */
  char    **words;    /* "show", "us_ssn" */
  gboolean  self_test;
} Request;

/* "label         text", broken at blanks and aligned behind the label. */
static void
print_row (const char *label, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) cell = g_string_new (NULL);

  msp_terminal_append_cell (cell, label, LABEL_COLUMNS - 1, FALSE);
  g_string_append_printf (cell, " %s", text);
  msp_terminal_append_paragraph (out, cell->str, COLUMNS, LABEL_COLUMNS);
  fputs (out->str, stdout);
}

static void
print_list (const MspRules *rules)
{
  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);
      g_autoptr (GString) out = g_string_new (NULL);

      msp_terminal_append_cell (out, rule->id, 18, FALSE);
      g_string_append_printf (out, " %-9s %3u  ", msp_category_get_name (rule->category), rule->sensitivity);
      msp_terminal_append (out, _(rule->title), COLUMNS - 34);
      puts (out->str);
    }
}

static char *
dup_confidence (const MspRule *rule)
{
  if (rule->none < 0)
    return g_strdup_printf (_("%d of 100 with a label; never without its words near"), rule->label);
  if (rule->context < 0)
    return g_strdup_printf (_("%d of 100"), rule->label);
  return g_strdup_printf (_("%d of 100, %d with a label"), rule->none, rule->label);
}

static char *
dup_shape (const MspRule *rule)
{
  if (rule->shape != MSP_SHAPE_DIGITS)
    return g_strdup (_("tokens of its shape, then the pattern"));
  if (rule->digits_max == 0)
    return g_strdup (_("groups of digits, then the pattern"));
  if (rule->digits_min == rule->digits_max)
    return g_strdup_printf (ngettext ("groups of %u digit, then the pattern", "groups of %u digits, then the pattern", rule->digits_min),
                            rule->digits_min);
  return g_strdup_printf (_("groups of %u to %u digits, then the pattern"), rule->digits_min, rule->digits_max);
}

/* The lane, by the word that docs/detectors.md has for it, and what it does. */
static char *
dup_lane (const MspRule *rule)
{
  static const char *const shapes[] = { "", "digits", "code", "email", "hex", "base58" };
  g_autofree char *shape = dup_shape (rule);

  switch (rule->lane)
    {
    case MSP_LANE_HEAD:
      return g_strdup_printf ("head: %s", _("what it begins with, then the pattern"));
    case MSP_LANE_SHAPE:
      return g_strdup_printf ("%s: %s", shapes[rule->shape], shape);
    case MSP_LANE_SLOW:
      return g_strdup_printf ("slow: %s", _("the pattern at every place"));
    default:
      return g_strdup (_("whole texts: markings, forms, directories"));
    }
}

static void
append_terms (GString *text, const MspRules *rules, int lexicon)
{
  for (const char *const *term = msp_rules_get_lexicon_terms (rules, lexicon); *term != NULL; term++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", *term);
}

static void
print_words (const MspRules *rules, const MspRule *rule)
{
  g_autoptr (GString) against = g_string_new (NULL);

  if (rule->context >= 0)
    {
      g_autoptr (GString) context = g_string_new (NULL);

      append_terms (context, rules, rule->context);
      print_row (_("words for"), context->str);
    }
  for (guint i = 0; i < rule->negative->len; i++)
    append_terms (against, rules, g_array_index (rule->negative, int, i));
  if (against->len > 0)
    print_row (_("words against"), against->str);
}

static void
print_examples (const char *label, const char *values)
{
  g_auto (GStrv) examples = msp_rule_split_examples (values);

  for (char **example = examples; *example != NULL; example++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GString) line = g_string_new (*example);

      g_string_replace (line, "\n", "\\n", 0);
      msp_terminal_append_cell (out, example == examples ? label : "", LABEL_COLUMNS - 1, FALSE);
      g_string_append_c (out, ' ');
      msp_terminal_append (out, line->str, 0);
      puts (out->str);
    }
}

static void
print_rule (const MspRules *rules, const MspRule *rule)
{
  g_autofree char *category = g_strdup_printf ("%s (%s)", _(msp_category_get_title (rule->category)),
                                               msp_category_get_name (rule->category));
  g_autofree char *sensitivity = g_strdup_printf (_("%u of 100"), rule->sensitivity);
  g_autofree char *confidence = dup_confidence (rule);
  g_autofree char *lane = dup_lane (rule);

  printf ("%s: %s\n", rule->id, _(rule->title));
  print_row (_("category"), category);
  print_row (_("sensitivity"), sensitivity);
  print_row (_("confidence"), confidence);
  print_row (_("found by"), lane);
  if (rule->head != NULL)
    printf ("%-*s%s\n", LABEL_COLUMNS, _("begins with"), rule->head);
  if (rule->pattern != NULL)
    printf ("%-*s%s\n", LABEL_COLUMNS, _("pattern"), rule->pattern);
  if (rule->validator != NULL)
    print_row (_("tested by"), rule->validator->summary);
  print_words (rules, rule);
  if (rule->note != NULL)
    print_row (_("note"), rule->note);
  print_examples (_("found"), rule->examples);
  print_examples (_("not found"), rule->counterexamples);
}

/* Rules that are found by C are tried on a message. */
static gboolean
check_value (const MspRule *rule, MspDetector *detector, MspSpan value, const char **out_why, GString *out_more)
{
  return rule->lane == MSP_LANE_CODE ? msp_rule_find (rule, detector, NULL, value, out_why)
         : msp_rule_check (rule, value, out_why, out_more);
}

/* One value a line in, one verdict a line out at once, so that it serves as a filter. */
static gboolean
check_lines (const MspRule *rule, MspDetector *detector, GError **error)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t len;

  while ((len = getline (&line, &size, stdin)) >= 0)
    {
      gboolean coded = g_str_has_prefix (line, "b64:");
      gsize decoded_len = 0;
      const char *why = NULL;
      g_autoptr (GString) more = g_string_new (NULL);

      while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        line[--len] = '\0';
      g_autofree char *decoded = coded ? msp_rule_decode_example (line, &decoded_len) : NULL;
      gboolean valid = check_value (rule, detector, coded ? msp_span_new (decoded, decoded_len) : msp_span_new (line, (gsize) len),
                                    &why, more);

      printf ("%s\t%s%s\n", valid ? "valid" : "invalid", why, more->str);
      if (fflush (stdout) != 0)
        break;
    }
  free (line);
  if (!ferror (stdin))
    return TRUE;
  int code = errno;
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), _("cannot read standard input: %s"), g_strerror (code));
  return FALSE;
}

static MspExit
check (const MspRules *rules, const MspRule *rule, GError **error)
{
  static const guint8 key[MSP_KEY_LEN] = { 0 };
  g_autoptr (MspPatterns) patterns = rule->lane == MSP_LANE_CODE ? msp_patterns_new (rules, NULL, error) : NULL;

  if (rule->lane == MSP_LANE_CODE && patterns == NULL)
    return MSP_EXIT_USAGE;
  g_autoptr (MspDetector) detector = patterns != NULL ? msp_detector_new (patterns, key, CHECK_FINDINGS) : NULL;

  return check_lines (rule, detector, error) ? MSP_EXIT_OK : MSP_EXIT_INTERNAL;
}

static gboolean
parse (int argc, char **argv, Request *request, GError **error)
{
  const GOptionEntry entries[] = {
    { "rules", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &request->files,
      N_("Add or replace detectors from a rule file"), N_("FILE") },
    { "self-test", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &request->self_test, N_("First try each rule on its own examples"),
      NULL },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING_ARRAY, &request->words, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("list | show ID | check ID"));

  g_option_context_set_summary (context, _("Lists what can be found, explains one rule, or checks values: one a line on\n"
                                           "standard input."));
  msp_help_set_end (context, NULL,
                    "mailspill rules show us_ssn\n"
                    "mailspill rules --rules own.rules --self-test\n"
                    "echo 4111111111111111 | mailspill rules check pan_card",
                    _("0  done\n"
                      "2  wrong use: unknown option, no such rule, bad rule file\n"
                      "4  standard input or output failed"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, error))
    return FALSE;
  guint n = request->words != NULL ? g_strv_length (request->words) : 0;
  gboolean known = (n == 0 && request->self_test) || (n == 1 && strcmp (request->words[0], "list") == 0)
                   || (n == 2 && (strcmp (request->words[0], "show") == 0 || strcmp (request->words[0], "check") == 0));

  if (!known)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("say list, show ID or check ID; 'mailspill rules --help' explains"));
  return known;
}

/* What a scan would refuse is refused here too. */
static gboolean
test_rules (const Request *request, const MspRules *rules, GError **error)
{
  guint n = 0;

  if (request->files == NULL && !request->self_test)
    return TRUE;
  g_autoptr (MspPatterns) patterns = msp_patterns_new (rules, NULL, error);

  if (patterns == NULL || (request->self_test && !msp_self_test (rules, patterns, &n, error)))
    return FALSE;
  if (request->words == NULL)
    {
      guint n_rules = (guint) msp_rules_get_length (rules);
      g_autofree char *values = g_strdup_printf (ngettext ("%u value", "%u values", n), n);
      g_autofree char *of = g_strdup_printf (ngettext ("%u rule", "%u rules", n_rules), n_rules);

      /* Translators: "245 values of 12 rules: …", each with its plural */
      printf (_("%s of %s: each gets the verdict that it should\n"), values, of);
    }
  return TRUE;
}

static MspExit
run (const Request *request, const MspRules *rules, GError **error)
{
  if (!test_rules (request, rules, error))
    return MSP_EXIT_USAGE;
  if (request->words == NULL)
    return MSP_EXIT_OK;
  const MspRule *rule = request->words[1] != NULL ? msp_rules_find (rules, request->words[1]) : NULL;

  if (request->words[1] == NULL)
    print_list (rules);
  else if (rule == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("there is no rule '%s'; 'mailspill rules list' names them"),
                   request->words[1]);
      return MSP_EXIT_USAGE;
    }
  else if (strcmp (request->words[0], "show") == 0)
    print_rule (rules, rule);
  else
    return check (rules, rule, error);
  return MSP_EXIT_OK;
}

MspExit
msp_cmd_rules (int argc, char **argv)
{
  Request request = { NULL, NULL, FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (MspRules) rules = NULL;
  MspExit code = MSP_EXIT_USAGE;

  if (parse (argc, argv, &request, &error))
    rules = msp_rules_load ((const char *const *) request.files, &error);
  if (rules != NULL)
    code = run (&request, rules, &error);
  if (error != NULL)
    code = msp_fail_error (error);
  g_strfreev (request.files);
  g_strfreev (request.words);
  return code;
}
