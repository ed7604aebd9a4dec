/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "scene.h"

#include <criterion/criterion.h>

#include "base/keyed-hash.h"

void
scene_put_mail (MspCase *archive, const SceneMail *mail)
{
  g_autofree char *id = msp_hash_dup_id (mail->locator);
  const MspMessageRecord message = {
    .id = id, .locator = mail->locator, .source = mail->locator, .kind = MSP_MESSAGE_MAIL, .size = 100, .mailbox = mail->mailbox,
    .folder = mail->folder, .labels = "", .date = MSP_DATE_UNKNOWN, .received = SCENE_START + mail->received,
    .received_basis = MSP_RECEIVED_HOP, .from = "", .recipients = "", .subject = "", .message_id = mail->message_id,
    .severity = MSP_SEVERITY_NONE, .score_reasons = "", .bytes = { 100 }, .uid = mail->uid, .uid_validity = mail->validity,
  };
  const MspSourceRecord source = {
    .locator = mail->locator, .kind = "eml", .size = 100, .messages = 1, .expected = G_MAXUINT64, .fate = MSP_FATE_READ, .bytes = { 100 },
  };
  MspSink *sink = msp_case_get_sink (archive);

  cr_assert (msp_sink_message (sink, &message, NULL) && msp_sink_source (sink, &source, NULL));
}

void
scene_begin (Scene *self)
{
  *self = (Scene) { .trail = msp_trail_new (), .rules = msp_actor_rules_new () };
  cr_assert (msp_actor_rules_add (self->rules, MSP_ACTOR_HOSTILE, SCENE_HOSTILE, NULL));
  cr_assert (msp_actor_rules_add (self->rules, MSP_ACTOR_TRUSTED, SCENE_TRUSTED, NULL));
}

MspEvent
scene_event (MspEventKind kind, gint64 at, const char *ip)
{
  MspEvent event;

  msp_event_init (&event, kind);
  event.time = SCENE_START + at;
  event.mailbox = SCENE_BOX;
  event.user = SCENE_BOX;
  event.ip = ip;
  event.operation = msp_event_kind_get_name (kind);
  return event;
}

void
scene_add (Scene *self, const MspEvent *event)
{
  g_autofree char *id = g_strdup_printf ("rec%u", ++self->n_records);

  msp_trail_add (self->trail, event, 0, id);
}

void
scene_bind (Scene *self, gint64 at, const char *ip, const char *message_id, guint64 n)
{
  const MspEventItem item = { .message_id = message_id, .item = "", .folder = "\\Inbox", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_BIND, at, ip);

  event.items = &item;
  event.n_items = message_id[0] != '\0';
  event.operations = n;
  scene_add (self, &event);
}

void
scene_sync (Scene *self, gint64 at, const char *ip, const char *folder)
{
  MspEvent event = scene_event (MSP_EVENT_SYNC, at, ip);

  event.folder = folder;
  scene_add (self, &event);
}

void
scene_end (Scene *self)
{
  msp_trail_sort (self->trail);
  self->actors = msp_actors_new (self->trail, self->rules);
  self->index = msp_index_new (self->trail, self->actors);
}

void
scene_clear (Scene *self)
{
  g_clear_pointer (&self->index, msp_index_free);
  g_clear_pointer (&self->actors, msp_actors_free);
  msp_actor_rules_free (self->rules);
  msp_trail_free (self->trail);
}
