/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "score/bounds.h"

#include <string.h>

#define MANY_PERSONS 500
#define SURE 65   /* confidence from which a header is believed to be of a key */

static const MspScoreType *
find_type (const GArray *types, const char *detector)
{
  for (guint i = 0; i < types->len; i++)
    if (strcmp (g_array_index (types, MspScoreType, i).detector, detector) == 0)
      return &g_array_index (types, MspScoreType, i);
  return NULL;
}

static void
raise_floor (MspScoreBound *floor, guint value, const char *name)
{
  if (value > floor->value)
    *floor = (MspScoreBound) { value, name };
}

/* F1: the marking scan says how high the set is by the finding's sensitivity. */
static void
apply_marked_set (MspScoreBound *floor, const MspFinding *finding)
{
  if (finding->category != MSP_CATEGORY_CLASSMARK || (finding->flags & MSP_FINDING_MARKED_SET) == 0)
    return;
  if (finding->sensitivity >= 95)
    raise_floor (floor, 95, "F1 marked set top secret or compartmented");
  else if (finding->sensitivity >= 90)
    raise_floor (floor, 90, "F1 marked set secret");
  else
    raise_floor (floor, 85, "F1 marked set confidential or foreign");
}

static void
apply_form (MspScoreBound *floor, const MspFinding *finding)
{
  if ((finding->flags & (MSP_FINDING_STANDS_ALONE | MSP_FINDING_PROTECTED)) == MSP_FINDING_STANDS_ALONE &&
      (strcmp (finding->detector, "form_sf86") == 0 || strcmp (finding->detector, "form_eqip") == 0))
    raise_floor (floor, 90, "F2 completed security questionnaire");
}

static gboolean
is_birth_date (const MspFinding *finding)
{
  return strcmp (finding->detector, "dob") == 0 || strcmp (finding->detector, "dob_date") == 0;
}

/* The birth date itself tells the minority, but only what stands beside it identifies the child. */
static void
apply_minor (MspScoreBound *floor, const MspFinding *finding)
{
  if ((finding->flags & MSP_FINDING_MINOR) != 0 && finding->confidence >= 85 && msp_category_is_personal (finding->category) &&
      !is_birth_date (finding) && strcmp (finding->detector, "minor_terms") != 0)
    raise_floor (floor, 75, "F6 identifier of a minor");
}

/* Whether the finding's type, with a name, obliges to give notice (T1, T2 and T5 of the specification), or alone as an SSN
   (T4). */
static gboolean
is_trigger (const MspFinding *finding, gboolean named)
{
  if (finding->confidence < 65 || (finding->flags & (MSP_FINDING_TEST | MSP_FINDING_PUBLIC | MSP_FINDING_FORM)) != 0 ||
      g_str_has_suffix (finding->detector, "_last4"))
    return FALSE;
  if (!named)
    return g_str_has_prefix (finding->detector, "us_ssn") && finding->confidence >= 85;
  return finding->category <= MSP_CATEGORY_HEALTH || finding->category == MSP_CATEGORY_SPECIAL ||
         is_birth_date (finding);
}

static guint
count_triggered (const MspScoreInput *input)
{
  g_autoptr (GHashTable) persons = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);

  for (gsize i = 0; i < input->n_findings; i++)
    {
      const MspFinding *finding = &input->findings[i];
      gboolean named = msp_finding_has_person (finding);

      if (is_trigger (finding, named))
        g_hash_table_add (persons, (gpointer) (named ? finding->person_key : finding->value_key));
    }
  return g_hash_table_size (persons);
}

static void
apply_payment_card (MspScoreBound *floor, const GArray *types)
{
  if (find_type (types, "pan_track") != NULL)
    raise_floor (floor, 80, "F4 card track data");
  if (find_type (types, "pan_card") != NULL && find_type (types, "pan_cvv") != NULL)
    raise_floor (floor, 80, "F4 card number with security code");
}

static void
apply_keys (MspScoreBound *floor, const GArray *types)
{
  static const char *const private_keys[] = { "pem_private", "ppk_private", "age_key", "gcp_sa_json" };

  for (gsize i = 0; i < G_N_ELEMENTS (private_keys); i++)
    {
      const MspScoreType *type = find_type (types, private_keys[i]);

      if (type != NULL && type->confidence >= SURE && (type->all & MSP_FINDING_PROTECTED) == 0)
        raise_floor (floor, 85, "F5 unprotected private key");
    }
  if (find_type (types, "aws_akid") != NULL && find_type (types, "aws_secret") != NULL)
    raise_floor (floor, 85, "F5 cloud key pair");
}

MspScoreBound
msp_score_find_floor (const MspScoreInput *input, const GArray *types)
{
  MspScoreBound floor = { 0, NULL };

  if (types->len == 0)
    return floor;
  for (gsize i = 0; i < input->n_findings; i++)
    if (input->findings[i].confidence >= 40 && (input->findings[i].flags & MSP_FINDING_TEST) == 0)
      {
        apply_marked_set (&floor, &input->findings[i]);
        apply_form (&floor, &input->findings[i]);
        apply_minor (&floor, &input->findings[i]);
      }
  if (input->n_findings >= MANY_PERSONS && count_triggered (input) >= MANY_PERSONS)
    raise_floor (&floor, 95, "F3 500 or more persons with a statute trigger");
  apply_payment_card (&floor, types);
  apply_keys (&floor, types);
  return floor;
}

static gboolean
is_blank_form (const MspScoreType *type)
{
  return (type->all & MSP_FINDING_FORM) != 0 && (type->all & MSP_FINDING_PROTECTED) != 0;
}

static gboolean
is_own_signature (const MspScoreType *type)
{
  return type->category == MSP_CATEGORY_CONTACT && (type->all & MSP_FINDING_SIGNATURE) != 0;
}

static gboolean
is_public (const MspScoreType *type)
{
  return (type->all & MSP_FINDING_PUBLIC) != 0;
}

static gboolean
is_footer (const MspScoreType *type)
{
  return (type->all & MSP_FINDING_FOOTER) != 0;
}

static const struct {
  gboolean    (*applies) (const MspScoreType *type);
  guint         value;
  const char   *name;
} caps[] = {
  { is_blank_form, 10, "C1 only blank forms" },
  { is_own_signature, 10, "C2 only own-signature contact data" },
  { is_public, 15, "C3 only public identifiers" },
  { is_footer, 15, "C4 only recurring footers" },
};

MspScoreBound
msp_score_find_cap (const GArray *types, gboolean only_tests)
{
  if (only_tests)
    return (MspScoreBound) { 5, "C5 only test values" };
  for (gsize i = 0; i < G_N_ELEMENTS (caps) && types->len > 0; i++)
    {
      guint n = 0;

      while (n < types->len && caps[i].applies (&g_array_index (types, MspScoreType, n)))
        n++;
      if (n == types->len)
        return (MspScoreBound) { caps[i].value, caps[i].name };
    }
  return (MspScoreBound) { 100, NULL };
}
