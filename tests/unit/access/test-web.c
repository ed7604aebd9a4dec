/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/web.h"
#include "scene.h"

TestSuite (web);

static const struct {
  const char *method, *path, *ip;
  guint       status;
  guint64     bytes;
  MspWebKind  kind;        /* of a file of 1000 bytes; NOT: no record of it */
} transfers[] = {
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 200, 1000, MSP_WEB_WHOLE },
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 200, 1200, MSP_WEB_WHOLE },    /* with headers */
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 499, 400, MSP_WEB_PREFIX },
  { "GET", "/export/inbox.mbox", SCENE_UNKNOWN, 200, 400, MSP_WEB_PREFIX },
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 206, 400, MSP_WEB_RANGE },
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 206, 1000, MSP_WEB_WHOLE },
  { "HEAD", "/export/inbox.mbox", SCENE_HOSTILE, 200, 1000, MSP_WEB_NOT },
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 403, 162, MSP_WEB_NOT },
  { "GET", "/export/inbox.mbox", SCENE_HOSTILE, 304, 0, MSP_WEB_NOT },
  { "GET", "/export/inbox.mbox", SCENE_TRUSTED, 200, 1000, MSP_WEB_NOT },
  { "GET", "/export/other.mbox", SCENE_HOSTILE, 200, 1000, MSP_WEB_NOT },
  { "GET", "/export/", SCENE_HOSTILE, 200, 1000, MSP_WEB_NOT },
};

static void
add_transfer (Scene *scene, gsize i)
{
  MspEvent event = scene_event (MSP_EVENT_TRANSFER, (gint64) i, transfers[i].ip);

  event.mailbox = "";
  event.method = transfers[i].method;
  event.path = transfers[i].path;
  event.status = transfers[i].status;
  event.bytes = transfers[i].bytes;
  event.has_bytes = TRUE;
  scene_add (scene, &event);
}

Test (web, bytes_tell_how_much_of_a_file_left)
{
  for (gsize i = 0; i < G_N_ELEMENTS (transfers); i++)
    {
      Scene scene;

      scene_begin (&scene);
      add_transfer (&scene, i);
      scene_end (&scene);
      g_autoptr (MspWeb) web = msp_web_new (scene.trail, scene.actors);
      const GArray *found = msp_web_find (web, "export/inbox.mbox@120");
      MspWebKind kind = found != NULL ? msp_web_judge (&g_array_index (found, MspWebTransfer, 0), 1000) : MSP_WEB_NOT;
      cr_expect_eq (kind, transfers[i].kind, "%s %u %" G_GUINT64_FORMAT, transfers[i].path, transfers[i].status, transfers[i].bytes);
      scene_clear (&scene);
    }
}

Test (web, the_same_short_length_twice_is_compression_and_no_prefix)
{
  Scene scene;

  scene_begin (&scene);
  add_transfer (&scene, 3);
  add_transfer (&scene, 3);
  scene_end (&scene);
  g_autoptr (MspWeb) web = msp_web_new (scene.trail, scene.actors);
  const GArray *found = msp_web_find (web, "a/inbox.mbox");
  cr_assert_not_null (found);
  cr_expect_eq (msp_web_judge (&g_array_index (found, MspWebTransfer, 0), 1000), MSP_WEB_RANGE);
  cr_expect_eq (msp_web_judge (&g_array_index (found, MspWebTransfer, 0), G_MAXUINT64), MSP_WEB_RANGE);
  scene_clear (&scene);
}
