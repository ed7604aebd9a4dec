/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>

#include "scene.h"
#include "support/scratch.h"

TestSuite (actors);

static const struct {
  const char *rule;
  gboolean    good;
} rules[] = {
  { "203.0.113.77", TRUE }, { "203.0.113.0/24", TRUE },   { "2001:db8::/32", TRUE }, { "session:5b0f", TRUE }, { "app:0000", TRUE },
  { "token:Xk3v", TRUE },   { "user:pat@a.example", TRUE }, { " 192.0.2.1 ", TRUE },   { "session:", FALSE },    { "nobody", FALSE },
  { "203.0.113.77/99", FALSE }, { "", FALSE },
};

Test (actors, a_rule_is_an_address_or_says_what_it_is)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (MspActorRules) list = msp_actor_rules_new ();
      g_autoptr (GError) error = NULL;

      cr_expect_eq (msp_actor_rules_add (list, MSP_ACTOR_HOSTILE, rules[i].rule, &error), rules[i].good, "%s", rules[i].rule);
      cr_expect_eq (error == NULL, rules[i].good, "%s", rules[i].rule);
    }
}

static MspActorClass
get_class (const Scene *scene, guint i)
{
  return msp_actors_get_class (scene->actors, msp_trail_get (scene->trail, i));
}

Test (actors, what_shares_a_hostile_session_or_token_is_hostile_but_not_what_is_trusted_by_name)
{
  Scene scene;
  MspEvent event;

  scene_begin (&scene);
  event = scene_event (MSP_EVENT_BIND, 1, SCENE_HOSTILE);
  event.session = "s1";
  event.token = "t1";
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_BIND, 2, SCENE_UNKNOWN);
  event.session = "s1";
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_BIND, 3, "198.51.100.81");
  event.token = "t1";
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_BIND, 4, SCENE_TRUSTED);
  event.session = "s1";
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_BIND, 5, "198.51.100.82");
  event.session = "s2";
  scene_add (&scene, &event);
  scene_end (&scene);
  cr_expect_eq (get_class (&scene, 0), MSP_ACTOR_HOSTILE);
  cr_expect_eq (get_class (&scene, 1), MSP_ACTOR_HOSTILE);
  cr_expect_eq (get_class (&scene, 2), MSP_ACTOR_HOSTILE);
  cr_expect_eq (get_class (&scene, 3), MSP_ACTOR_TRUSTED);
  cr_expect_eq (get_class (&scene, 4), MSP_ACTOR_UNKNOWN);
  cr_expect_eq (scene.actors->n_actors, 3);
  msp_actors_accuse_unknown (scene.actors);
  cr_expect_eq (get_class (&scene, 4), MSP_ACTOR_HOSTILE);
  scene_clear (&scene);
}

Test (actors, a_scanner_is_none)
{
  Scene scene;
  MspEvent event;

  scene_begin (&scene);
  event = scene_event (MSP_EVENT_SCAN, 1, "");
  scene_add (&scene, &event);
  scene_end (&scene);
  cr_expect_eq (scene.actors->n_actors, 0);
  scene_clear (&scene);
}

Test (actors, a_flow_to_the_server_itself_is_nobodys)
{
  Scene scene;
  MspEvent event;

  scene_begin (&scene);
  event = scene_event (MSP_EVENT_SCAN, 1, "");
  event.server = "192.0.2.44";
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_FLOW, 2, "192.0.2.44");
  event.server = SCENE_UNKNOWN;
  scene_add (&scene, &event);
  event = scene_event (MSP_EVENT_FLOW, 3, SCENE_UNKNOWN);
  event.server = "192.0.2.44";
  scene_add (&scene, &event);
  scene_end (&scene);
  cr_expect_eq (scene.actors->n_actors, 1);
  cr_expect (msp_actors_is_inbound (scene.actors, scene.trail, msp_trail_get (scene.trail, 1)));
  cr_expect_not (msp_actors_is_inbound (scene.actors, scene.trail, msp_trail_get (scene.trail, 2)));
  scene_clear (&scene);
}

Test (actors, a_file_of_rules_names_its_bad_row)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "actors.csv", NULL);
  g_autoptr (MspActorRules) list = msp_actor_rules_new ();
  g_autoptr (GError) error = NULL;

  cr_assert (g_file_set_contents (path, "class,rule\nhostile,203.0.113.0/24\ntrusted,user:pat@a.example\n", -1, NULL));
  cr_expect (msp_actor_rules_load (list, path, NULL));
  cr_assert (g_file_set_contents (path, "class,rule\nhostile,203.0.113.0/24\nevil,203.0.113.9\n", -1, NULL));
  cr_expect_not (msp_actor_rules_load (list, path, &error));
  cr_expect (g_error_matches (error, MSP_ACCESS_ERROR, MSP_ACCESS_ERROR_OPTION));
  cr_expect_not_null (strstr (error->message, "row 3"), "%s", error->message);
  scratch_remove (folder);
}
