/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "question.h"

#include <criterion/criterion.h>

#include "access/folder-names.h"
#include "access/folder.h"
#include "access/weak.h"

static gboolean
search (gpointer data, const char *locator G_GNUC_UNUSED, const char *const *words G_GNUC_UNUSED, gboolean *out_found)
{
  const Question *question = data;

  *out_found = question->text_holds;
  return !question->no_text;
}

static MspSubject
make_subject (const Scene *scene, const Question *question, char **out_id, char **out_folded)
{
  g_autofree char *normal = msp_folder_normalise (question->folder != NULL ? question->folder : "Inbox");
  g_autofree char *folder = msp_folder_generalise (normal);
  gboolean bracketed;

  *out_id = msp_message_id_normalise (question->message_id != NULL ? question->message_id : ID, &bracketed);
  *out_folded = g_ascii_strdown (*out_id, -1);
  return (MspSubject) {
    .mailbox = msp_mailboxes_find (scene->trail->mailboxes, msp_names_find (scene->trail->names, SCENE_BOX)),
    .folder = question->no_folder ? 0 : msp_names_find (scene->trail->names, folder),
    .key = msp_names_find (scene->trail->names, *out_folded),
    .id = *out_id, .folded = *out_folded, .is_bracketed = bracketed,
    .received = question->no_date ? MSP_TIME_UNKNOWN : SCENE_START + question->received,
    .has_folder = !question->no_folder && !msp_folder_is_deleted (folder), .is_date_only = question->is_date_only,
    .locator = "mail/inbox.mbox@100", .size = 100, .start = 100, .end = 200, .file_size = 1000, .sender = "Clinic <c@clinic.example>",
    .recipients = SCENE_BOX, .subject = question->subject != NULL ? question->subject : "Results",
  };
}

static void
count (Scene *scene, const MspSubject *subject, const char *message_id)
{
  gboolean bracketed;
  g_autofree char *id = msp_message_id_normalise (message_id, &bracketed), *folded = g_ascii_strdown (id, -1);

  msp_index_count (scene->index, subject->mailbox, msp_names_find (scene->trail->names, folded), folded, subject->received, 100);
}

static MspWeak *
make_weak (const Scene *scene, const Question *question, const MspSubject *subject)
{
  MspWeak *weak = msp_weak_new (scene->index);

  msp_weak_count (weak, subject->mailbox, subject->subject, subject->size);
  if (question->twin != NULL)
    msp_weak_count (weak, subject->mailbox, question->twin, subject->size);
  return weak;
}

/* Logs that go on after what is asked about. */
static void
add_later_record (Scene *scene)
{
  MspEvent event = scene_event (MSP_EVENT_BIND, 60 * DAY, SCENE_TRUSTED);

  event.mailbox = "lee@agency.example";
  event.operations = 1;
  msp_trail_add (scene->trail, &event, 0, "later");
}

Answer
ask (Scene *scene, const Question *question)
{
  g_autofree char *id = NULL, *folded = NULL;
  MspAccessCopyRow copy = { .id = "m1", .place = 1 };
  MspExposure window;
  MspGrounds grounds;
  Answer answer;

  if (!question->ends_here)
    add_later_record (scene);
  scene_end (scene);
  MspSubject subject = make_subject (scene, question, &id, &folded);
  count (scene, &subject, question->message_id != NULL ? question->message_id : ID);
  if (question->other_id != NULL)
    count (scene, &subject, question->other_id);
  msp_index_end_count (scene->index);
  cr_assert (msp_exposure_init (&window, scene->trail, question->window, NULL));
  g_autoptr (MspWeb) web = msp_web_new (scene->trail, scene->actors);
  g_autoptr (MspCoverage) coverage = msp_coverage_new (scene->index, &window, NULL, question->retention, SCENE_START + 30 * DAY, TRUE, NULL);
  g_autoptr (MspWeak) weak = question->joins_weakly ? make_weak (scene, question, &subject) : NULL;
  const MspGroundsSources sources = {
    scene->index, web, search, (gpointer) question, weak, window.is_known ? msp_exposure_get_end (&window) : G_MAXINT64,
  };
  const MspJudge judge = {
    .index = scene->index, .window = &window, .coverage = coverage, .whole_mailbox = question->whole_mailbox,
    .ignores_unknown = question->ignores_unknown, .is_truncated = question->is_truncated, .rejected = question->rejected,
    .has_unread = question->has_unread, .is_guessed = question->is_guessed,
    .has_logs = scene->n_records > 0,
  };
  msp_grounds_fill (&grounds, &sources, &subject);
  msp_verdict_row_init (&answer.verdict, &judge, &grounds, &subject, &copy, 1);
  answer.text = g_strdup_printf ("%s %s %s", msp_access_verdict_get_name ((MspAccessVerdict) answer.verdict.row.verdict),
                                 answer.verdict.row.basis, answer.verdict.row.attribution);
  return answer;
}

void
answer_clear (Answer *answer)
{
  msp_verdict_row_clear (&answer->verdict);
  g_free (answer->text);
}

void
expect (Scene *scene, const Question *question, const char *text)
{
  Answer answer = ask (scene, question);

  cr_expect_str_eq (answer.text, text);
  answer_clear (&answer);
  scene_clear (scene);
}
