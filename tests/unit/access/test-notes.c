/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/notes.h"
#include "scene.h"
#include "support/sample-case.h"

TestSuite (notes);

static void
add_bind (Scene *scene, gint64 at, const char *ip, const char *app, const char *message_id)
{
  const MspEventItem item = { .message_id = message_id, .item = "", .folder = "\\Inbox", .digest = "" };
  MspEvent event = scene_event (MSP_EVENT_BIND, at, ip);

  event.app = app;
  event.items = &item;
  event.n_items = 1;
  event.operations = 3;
  scene_add (scene, &event);
}

/* A case with the tables of actors and of what is missing, as scene has them. */
static MspCase *
write_notes (const char *path, const Scene *scene)
{
  g_autoptr (MspCase) made = sample_case_new (path, NULL);
  MspExposure window;

  g_clear_pointer (&made, msp_case_free);
  cr_assert (msp_exposure_init (&window, scene->trail, NULL, NULL));
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  msp_index_end_count (scene->index);
  cr_assert (msp_notes_write_actors (writer, scene->index, &window, NULL));
  cr_assert (msp_notes_write_missing (writer, scene->index, NULL));
  cr_assert (msp_access_writer_commit (writer, NULL));
  g_clear_pointer (&writer, msp_access_writer_free);
  return msp_case_open (path, NULL);
}

Test (notes, an_application_is_new_that_the_mailbox_never_met_before)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  MspAccessActorRow row;
  gboolean end;
  Scene scene;

  scene_begin (&scene);
  add_bind (&scene, 10, SCENE_TRUSTED, "outlook", "<a@agency.example>");
  add_bind (&scene, 100, SCENE_HOSTILE, "outlook", "<a@agency.example>");
  add_bind (&scene, 200, SCENE_HOSTILE, "forged", "<b@agency.example>");
  scene_end (&scene);
  g_autoptr (MspCase) source = write_notes (path, &scene);
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_ACTORS, NULL);
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && !end);
  cr_expect_str_eq (row.actor, "A1");
  cr_expect_eq (row.class, MSP_ACTOR_TRUSTED);
  cr_expect_str_eq (row.new_apps, "");
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && !end);
  cr_expect_eq (row.class, MSP_ACTOR_HOSTILE);
  cr_expect_str_eq (row.reason, SCENE_HOSTILE);
  cr_expect_str_eq (row.apps, "forged; outlook");
  cr_expect_str_eq (row.new_apps, "forged");
  cr_expect_eq (row.binds, 2);
  cr_expect_eq (row.messages, 2);
  cr_expect_eq (row.unresolved, 4);
  cr_expect_eq (row.first, SCENE_START + 100);
  cr_expect_eq (row.last, SCENE_START + 200);
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && end);
  scene_clear (&scene);
  sample_case_remove (folder);
}

Test (notes, what_records_name_and_the_archive_has_not_is_listed)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  MspAccessMissingRow row;
  gboolean end;
  Scene scene;

  scene_begin (&scene);
  add_bind (&scene, 10, SCENE_TRUSTED, "", "<gone@agency.example>");
  add_bind (&scene, 20, SCENE_UNKNOWN, "", "<gone@agency.example>");
  add_bind (&scene, 30, SCENE_HOSTILE, "", "<there@agency.example>");
  scene_end (&scene);
  guint32 mailbox = msp_trail_get (scene.trail, 0)->mailbox, key = msp_names_find (scene.trail->names, "there@agency.example");
  msp_index_count (scene.index, mailbox, key, "there@agency.example", SCENE_START, 100);
  g_autoptr (MspCase) source = write_notes (path, &scene);
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_MISSING, NULL);
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && !end);
  cr_expect_str_eq (row.mailbox, SCENE_BOX);
  cr_expect_str_eq (row.message_id, "gone@agency.example");
  cr_expect_str_eq (row.folder, "inbox");
  cr_expect_str_eq (row.attribution, "unknown");
  cr_expect_str_eq (row.actors, "A1; A2");
  cr_expect_str_eq (row.evidence, "rec1; rec2");
  cr_expect_eq (row.records, 2);
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && end);
  scene_clear (&scene);
  sample_case_remove (folder);
}
