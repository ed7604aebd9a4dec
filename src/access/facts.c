/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/facts.h"

#include <string.h>

#include "access/message-id.h"

typedef struct {
  MspAccessWriter *out;
  GError         **error;
  gboolean         failed;
} Facts;

static void
put (Facts *self, const char *key, const char *value)
{
  MspAccessFactRow row = { key, value };

  self->failed = self->failed || !msp_access_writer_put (self->out, MSP_ACCESS_FACTS, &row, self->error);
}

static void
put_number (Facts *self, const char *key, guint64 number)
{
  g_autofree char *value = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  put (self, key, value);
}

static void
put_boolean (Facts *self, const char *key, gboolean value)
{
  put (self, key, value ? "yes" : "no");
}

/* Nothing for what is not known. */
static void
put_time (Facts *self, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != MSP_TIME_UNKNOWN ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (text != NULL)
    put (self, key, text);
}

static void
put_options (Facts *self, const MspAccessOptions *options)
{
  static const char *const scopes[] = { "both", "folder", "mailbox" }, *const unknown[] = { "report", "hostile", "trusted" };

  put (self, "option.sync_scope", scopes[options->scope]);
  put (self, "option.unknown_actor", unknown[options->unknown]);
  put (self, "option.weak_join", options->joins_weakly ? "subject+size" : "off");
  if (options->retention > 0)
    put_number (self, "option.retention_days", options->retention);
  for (gsize i = 0; options->facts != NULL && options->facts[i] != NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("stated.%03" G_GSIZE_FORMAT, i + 1);

      put (self, key, options->facts[i]);
    }
}

static void
put_window (Facts *self, const MspExposure *window)
{
  if (!window->is_known)
    return;
  put (self, "window.basis", window->is_stated ? "stated" : "scans");
  put_time (self, "window.minimum_start", window->first_open);
  put_time (self, "window.minimum_end", window->last_open);
  put_time (self, "window.maximum_start", window->is_stated ? window->first_open : window->closed_before);
  put_time (self, "window.maximum_end", window->is_stated ? window->last_open : window->closed_after);
}

static void
put_bound (Facts *self, const MspBound *bound, guint compression)
{
  if (!bound->has_flows)
    return;
  put_number (self, "bound.bytes", bound->bytes);
  put_number (self, "bound.flows", bound->flows);
  put_number (self, "bound.compression", compression);
  put_number (self, "bound.archive_bytes", bound->archive_bytes);
  put_number (self, "bound.archive_messages", bound->archive_messages);
  put_number (self, "bound.messages", bound->messages);
  put_number (self, "bound.people", bound->people);
  put_boolean (self, "bound.covers_window", bound->covers_window);
  put_boolean (self, "bound.sampled", bound->is_sampled);
  put_boolean (self, "bound.holds", bound->is_bound);
  put_time (self, "bound.first", bound->first);
  put_time (self, "bound.last", bound->last);
}

static void
put_digests (Facts *self, MspHashes hashes, const MspDigestCounts *counts)
{
  static const char *const names[] = { [MSP_HASHES_NAMED] = "named", [MSP_HASHES_ALL] = "all", [MSP_HASHES_NONE] = "none" };

  put (self, "option.hashes", names[hashes]);
  put_number (self, "hashes.kept", counts->kept);
  put_number (self, "hashes.missing", counts->missing);
  put_number (self, "hashes.not_stored_as_bytes", counts->made);
}

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

static void
put_archive_mailboxes (Facts *self, const MspHoldings *holdings, const MspIndex *index, GHashTable *met)
{
  guint n;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (holdings->mailboxes, &n);

  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    {
      const MspHolding *mailbox = msp_holdings_get (holdings, names[i]);
      gboolean has_evidence = msp_index_get_mailbox (index, mailbox->mailbox) != NULL;
      g_autofree char *key = g_strconcat (has_evidence ? "mailbox.joined." : "mailbox.without_evidence.", mailbox->name, NULL);
      const char *title = msp_mailboxes_get_title (index->trail->mailboxes, mailbox->mailbox);
      g_autofree char *value = g_strdup_printf ("%s%s", title, mailbox->how == MSP_MAPPED_BY_RECIPIENTS ? " by most recipients" : "");

      put (self, key, has_evidence ? value : "");
      g_hash_table_add (met, GUINT_TO_POINTER (mailbox->mailbox));
    }
}

static void
put_other_mailboxes (Facts *self, const MspIndex *index, GHashTable *met)
{
  GHashTableIter iter;
  gpointer number;

  g_hash_table_iter_init (&iter, index->mailboxes);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (!g_hash_table_contains (met, number))
      {
        const char *title = msp_mailboxes_get_title (index->trail->mailboxes, GPOINTER_TO_UINT (number));
        g_autofree char *key = g_strconcat ("mailbox.not_in_archive.", title, NULL);

        put (self, key, "");
      }
}

/* Of joins that are none by Message-ID. */
static void
put_joins (Facts *self, const MspFactSources *sources)
{
  if (sources->joined[MSP_JOIN_CONTENT_HASH] > 0)
    put_number (self, "join.content_hash", sources->joined[MSP_JOIN_CONTENT_HASH]);
  if (sources->joined[MSP_JOIN_UID] > 0)
    put_number (self, "join.uid", sources->joined[MSP_JOIN_UID]);
  if (sources->asker->asked == 0)
    return;
  put_number (self, "content_hashes.asked", sources->asker->asked);
  put_number (self, "content_hashes.missed", sources->asker->missed);
}

gboolean
msp_facts_write (MspAccessWriter *out, const MspFactSources *sources, GError **error)
{
  Facts facts = { out, error, FALSE };
  g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);

  put_time (&facts, "as_of", sources->as_of);
  put_options (&facts, sources->options);
  put_window (&facts, sources->window);
  put_bound (&facts, sources->bound, sources->options->compression);
  put_digests (&facts, sources->options->hashes, sources->digests);
  put_number (&facts, "attachments.of_unknown_messages", sources->index->lost_attachments);
  put_joins (&facts, sources);
  put_archive_mailboxes (&facts, sources->holdings, sources->index, met);
  put_other_mailboxes (&facts, sources->index, met);
  return !facts.failed;
}
