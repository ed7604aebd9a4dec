/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#include "dump.h"

typedef struct {
  const char *bytes, *expected;
} Row;

static void
expect_marks (MspMarkKind kind, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *found = dump_marks ("text/plain", rows[i].bytes, kind);

      cr_expect_str_eq (found, rows[i].expected, "%s: '%s'", rows[i].bytes, found);
    }
}

Test (quoted, history_is_marked_in_seven_languages)
{
  static const Row rows[] = {
    { "yes\n\n> old\n> > older\n\nno", "> old\n> > older\n" },
    { "yes\nOn Mon, 3 May 2021, Ann wrote:\n\n> old\nnew", "On Mon, 3 May 2021, Ann wrote:\n\n> old\n" },
    { "yes\nOn Mon, 3 May 2021 at 10:00, Ann Example\n<ann@mail.example> wrote:\n> old\nnew",
      "On Mon, 3 May 2021 at 10:00, Ann Example\n<ann@mail.example> wrote:\n> old\n" },
    { "oui\nLe 3 mai 2021, Ann a écrit :\n> vieux\n", "Le 3 mai 2021, Ann a écrit :\n> vieux\n" },
    { "ja\nAm 3. Mai 2021 schrieb Ann <a@mail.example>:\n> alt\n", "Am 3. Mai 2021 schrieb Ann <a@mail.example>:\n> alt\n" },
    { "sí\nEl 3 may 2021, Ann escribió:\n> viejo\n", "El 3 may 2021, Ann escribió:\n> viejo\n" },
    { "a\n-----Original Message-----\nFrom: b\nx", "-----Original Message-----\nFrom: b\nx\n" },
    { "a\n---------- Forwarded message ---------\nx", "---------- Forwarded message ---------\nx\n" },
    { "a\nFrom: B\nSent: Monday\nTo: C\nSubject: D\n\nx", "From: B\nSent: Monday\nTo: C\nSubject: D\n\nx\n" },
    { "a\n*De :* B\n*Envoyé :* lundi\n*À :* C\n*Objet :* D\nx", "*De :* B\n*Envoyé :* lundi\n*À :* C\n*Objet :* D\nx\n" },
    { "a\nDe\xc2\xa0: B\nEnvoyé\xc2\xa0: lundi\nObjet\xc2\xa0: D", "De\xc2\xa0: B\nEnvoyé\xc2\xa0: lundi\nObjet\xc2\xa0: D\n" },
    { "a\nDe: B\nEnviado: lunes\nPara: C\nAsunto: D", "De: B\nEnviado: lunes\nPara: C\nAsunto: D\n" },
    { "a\nVon: B\nGesendet: Montag\nAn: C\nBetreff: D", "Von: B\nGesendet: Montag\nAn: C\nBetreff: D\n" },
    { "a\nDa: B\nInviato: ieri\nA: C\nOggetto: D", "Da: B\nInviato: ieri\nA: C\nOggetto: D\n" },
    { "a\nVan: B\nVerzonden: maandag\nAan: C\nOnderwerp: D", "Van: B\nVerzonden: maandag\nAan: C\nOnderwerp: D\n" },
    { "a\nDe: B\nEnviada em: ontem\nPara: C\nAssunto: D", "De: B\nEnviada em: ontem\nPara: C\nAssunto: D\n" },
    { "a\nOn 3 May 2021, Ann wrote:\nold text\nmore", "On 3 May 2021, Ann wrote:\nold text\nmore\n" },
  };

  expect_marks (MSP_MARK_QUOTED, rows, G_N_ELEMENTS (rows));
}

Test (quoted, what_only_looks_like_history_is_not_marked)
{
  static const Row rows[] = {
    { "From: the heart\nTo: whom it may concern\nhello", "" },
    { "On the whole, this is what he wrote:\nnothing.", "" },
    { "a -> b\n--\nx", "" },
    { "Subject: x\nTo: y\nDate: z", "" },
  };

  expect_marks (MSP_MARK_QUOTED, rows, G_N_ELEMENTS (rows));
}

Test (quoted, signatures_end_at_the_end_or_at_history)
{
  static const Row rows[] = {
    { "a\n-- \nAnn\nExample Ltd\n", "-- \nAnn\nExample Ltd\n\n" },
    { "a\n-- \nAnn\n> old\n", "-- \nAnn\n\n" },
    { "a -- \nAnn", "" },
  };

  expect_marks (MSP_MARK_SIGNATURE, rows, G_N_ELEMENTS (rows));
}
