/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/exposure.h"
#include "scene.h"

TestSuite (exposure);

static void
scan (Scene *scene, gint64 at, MspOpen open)
{
  MspEvent event = scene_event (MSP_EVENT_SCAN, at, "");

  event.open = open;
  scene_add (scene, &event);
}

Test (exposure, scans_bound_it_from_both_sides)
{
  MspExposure window;
  Scene scene;

  scene_begin (&scene);
  scan (&scene, 900, MSP_OPEN_NO);
  scan (&scene, 300, MSP_OPEN_YES);
  scan (&scene, 100, MSP_OPEN_NO);
  scan (&scene, 50, MSP_OPEN_NO);
  scan (&scene, 500, MSP_OPEN_UNKNOWN);
  scan (&scene, 600, MSP_OPEN_YES);
  scan (&scene, 950, MSP_OPEN_NO);
  scene_end (&scene);
  cr_assert (msp_exposure_init (&window, scene.trail, NULL, NULL));
  cr_expect_eq (window.closed_before, SCENE_START + 100);
  cr_expect_eq (window.first_open, SCENE_START + 300);
  cr_expect_eq (window.last_open, SCENE_START + 600);
  cr_expect_eq (window.closed_after, SCENE_START + 900);
  cr_expect_eq (msp_exposure_get_start (&window), SCENE_START + 100);
  cr_expect_eq (msp_exposure_get_end (&window), SCENE_START + 900);
  scene_clear (&scene);
}

Test (exposure, without_a_closing_scan_it_has_neither_beginning_nor_end)
{
  MspExposure window;
  Scene scene;

  scene_begin (&scene);
  scan (&scene, 300, MSP_OPEN_YES);
  scene_end (&scene);
  cr_assert (msp_exposure_init (&window, scene.trail, NULL, NULL));
  cr_expect_eq (msp_exposure_get_start (&window), G_MININT64);
  cr_expect_eq (msp_exposure_get_end (&window), G_MAXINT64);
  scene_clear (&scene);
}

static void
scan_server (Scene *scene, gint64 at, const char *server, guint port, MspOpen open)
{
  MspEvent event = scene_event (MSP_EVENT_SCAN, at, "");

  event.server = server;
  event.port = port;
  event.open = open;
  scene_add (scene, &event);
}

Test (exposure, what_is_closed_elsewhere_ends_nothing_and_ports_of_a_server_count_as_one)
{
  MspExposure window;
  Scene scene;

  scene_begin (&scene);
  scan_server (&scene, 100, "203.0.113.5", 443, MSP_OPEN_NO);
  scan_server (&scene, 200, "203.0.113.6", 443, MSP_OPEN_NO);
  scan_server (&scene, 300, "203.0.113.5", 9200, MSP_OPEN_YES);
  scan_server (&scene, 400, "203.0.113.6", 443, MSP_OPEN_YES);
  scan_server (&scene, 500, "203.0.113.7", 443, MSP_OPEN_NO);
  scan_server (&scene, 600, "203.0.113.5", 443, MSP_OPEN_NO);
  scan_server (&scene, 700, "203.0.113.6", 443, MSP_OPEN_NO);
  scene_end (&scene);
  cr_assert (msp_exposure_init (&window, scene.trail, NULL, NULL));
  cr_expect_eq (msp_exposure_get_start (&window), SCENE_START + 100);
  cr_expect_eq (msp_exposure_get_end (&window), SCENE_START + 700);
  scene_clear (&scene);
}

static const struct {
  const char *text;
  gint64      start, end;   /* -1: refused */
} spans[] = {
  { "2023-02-03/2023-02-20", 1675382400, 1676937599 },
  { "2023-02-03T10:00:00Z/2023-02-03T11:00:00+01:00", 1675418400, 1675418400 },
  { "2023-02-20/2023-02-03", -1, -1 },
  { "2023-02-03", -1, -1 },
  { "yesterday/today", -1, -1 },
  { "", -1, -1 },
};

Test (exposure, a_stated_span_is_taken_as_it_is)
{
  g_autoptr (MspTrail) trail = msp_trail_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr (GError) error = NULL;
      MspExposure window;
      gboolean good = msp_exposure_init (&window, trail, spans[i].text, &error);

      cr_expect_eq (good, spans[i].start >= 0, "%s", spans[i].text);
      if (good)
        {
          cr_expect_eq (msp_exposure_get_start (&window), spans[i].start, "%s", spans[i].text);
          cr_expect_eq (msp_exposure_get_end (&window), spans[i].end, "%s", spans[i].text);
        }
      else
        cr_expect (g_error_matches (error, MSP_ACCESS_ERROR, MSP_ACCESS_ERROR_OPTION));
    }
}
