/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/event-wire.h"

#include <criterion/criterion.h>
#include <string.h>

#include "evidence/readers.h"

TestSuite (event_wire);

static const char *const list[] = { "one", "", NULL };
static const MspEventRule rule = { .name = "rule", .forwards = TRUE, .targets = list, .from = list + 2, .subject_or_body = list };
static const MspEventItem items[] = {
  { .message_id = "<a@b>", .item = "i", .folder = "f", .subject = "s", .digest = "d", .size = 1, .uid = 2, .attachments = 3 },
  { .message_id = "", .item = "", .folder = "", .subject = "", .digest = "" },
};

static MspEvent
make_event (void)
{
  MspEvent event;

  msp_event_init (&event, MSP_EVENT_RULE);
  event.id = "id";
  event.line = 7;
  event.time = 1772505060;
  event.user = "é";
  event.is_cut = TRUE;
  event.logon = MSP_LOGON_ADMIN;
  event.items = items;
  event.n_items = G_N_ELEMENTS (items);
  event.rule = &rule;
  event.parties = list;
  event.has_bytes = TRUE;
  event.bytes = G_MAXUINT64;
  return event;
}

static GByteArray *
make_bytes (void)
{
  const MspEvidenceFile file = { .sha256 = (char *) "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", .size = 9 };
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, 0, "why");
  GByteArray *out = g_byte_array_new ();
  MspEvent event = make_event ();

  msp_event_wire_put_reader (out, msp_evidence_readers_get_table ()[2]);
  msp_event_wire_put_event (out, &event);
  msp_event_wire_put_reject (out, 3, "reason", &event);
  msp_event_wire_put_reject (out, 4, "reason", NULL);
  msp_event_wire_put_pass (out, 5);
  msp_event_wire_put_mark (out, MSP_MARK_SAMPLED);
  msp_event_wire_put_end (out, &file, error);
  return out;
}

/* Puts into out again what was taken. */
static void
put_again (GByteArray *out, const MspEventWire *wire)
{
  g_autoptr (GError) error = wire->type == MSP_EVENT_WIRE_END && wire->reason != NULL ? g_error_new_literal (G_FILE_ERROR, 0, wire->reason) : NULL;

  switch (wire->type)
    {
    case MSP_EVENT_WIRE_EVENT: msp_event_wire_put_event (out, &wire->event); break;
    case MSP_EVENT_WIRE_REJECT: msp_event_wire_put_reject (out, wire->line, wire->reason, wire->has_event ? &wire->event : NULL); break;
    case MSP_EVENT_WIRE_PASS: msp_event_wire_put_pass (out, wire->line); break;
    case MSP_EVENT_WIRE_MARK: msp_event_wire_put_mark (out, wire->mark); break;
    case MSP_EVENT_WIRE_READER: msp_event_wire_put_reader (out, wire->reader); break;
    case MSP_EVENT_WIRE_END: msp_event_wire_put_end (out, &wire->file, error); break;
    default: cr_assert_fail ();
    }
}

/* Takes all frames, whose memory ends where they end; FALSE if one is none. */
static gboolean
take_all (const guint8 *data, gsize len, GByteArray *out)
{
  g_autofree char *copy = g_memdup2 (data, len);
  MspBytes bytes = { copy, copy + len, FALSE };
  MspEventWire wire;
  gboolean good = TRUE;

  msp_event_wire_init (&wire);
  while (good && bytes.at < bytes.end)
    {
      good = msp_event_wire_take (&wire, &bytes);
      if (good)
        put_again (out, &wire);
    }
  msp_event_wire_clear (&wire);
  return good;
}

Test (event_wire, what_is_taken_is_what_was_put)
{
  g_autoptr (GByteArray) bytes = make_bytes (), again = g_byte_array_new ();

  cr_assert (take_all (bytes->data, bytes->len, again));
  cr_assert_eq (again->len, bytes->len);
  cr_expect_arr_eq (again->data, bytes->data, bytes->len);
}

Test (event_wire, fields_that_lie_are_refused)
{
  static const struct { gint64 time; guint kind, logon; const char *user; } cases[] = {
    { G_MAXINT64, MSP_EVENT_BIND, 0, "" },
    { -1000000, MSP_EVENT_BIND, 0, "" },
    { 1772505060, MSP_N_EVENTS, 0, "" },
    { 1772505060, MSP_EVENT_BIND, MSP_LOGON_SERVICE + 1, "" },
    { 1772505060, MSP_EVENT_BIND, 0, "caf\xe9" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new (), again = g_byte_array_new ();
      MspEvent event = make_event ();

      event.time = cases[i].time;
      event.kind = (MspEventKind) cases[i].kind;
      event.logon = (MspLogon) cases[i].logon;
      event.user = cases[i].user;
      msp_event_wire_put_event (bytes, &event);
      cr_expect_not (take_all (bytes->data, bytes->len, again), "%zu", i);
    }
}

Test (event_wire, cut_and_shuffled_bytes_do_no_harm)
{
  g_autoptr (GByteArray) bytes = make_bytes ();
  guint refused = 0;

  for (guint len = 0; len < bytes->len; len++)
    {
      g_autoptr (GByteArray) again = g_byte_array_new ();

      refused += !take_all (bytes->data, len, again);
      cr_expect (again->len <= len);
    }
  cr_expect_gt (refused, bytes->len / 2);
  for (guint seed = 0; seed < 2000; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GByteArray) again = g_byte_array_new ();
      g_autofree guint8 *copy = g_memdup2 (bytes->data, bytes->len);

      for (guint i = 0; i < 3; i++)
        copy[g_rand_int_range (rand, 0, (gint) bytes->len)] = (guint8) g_rand_int_range (rand, 0, 256);
      (void) take_all (copy, bytes->len, again);
    }
}
