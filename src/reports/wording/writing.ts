/** The words of a template as a paper, with the numbers of a moment. */
import { dayOf } from '#platform/time.ts';
import type { Standing } from '#platform/records/moment.ts';
import type { Asked } from '#reports/asked.ts';
import { quotesNamed } from '#reports/wording/body.ts';
import type { Declared } from '#reports/declared.ts';
import { basisOf, plainWords, quotesFor, wordingName } from '#reports/wording/drafting.ts';
import { laidOut, type LaidOut } from '#reports/wording/paper.ts';
import type { Quote } from '#reports/quoting/quote.ts';
import type { Wording } from '#reports/templates/facts.ts';
import type { Occasion } from '#reports/wording/words.ts';

/** The paper, and what it quotes in the order in which it does. */
export async function writeOut(standing: Standing, declared: Declared, county: Occasion['county'], asked: Asked, wording: Omit<Wording, 'id'>): Promise<LaidOut & { quotes: readonly Quote[] }> {
  const { quotes, tables } = await quotesFor(standing, declared, county, asked, [wording.title, wording.byline, wording.body]);
  const { paper, remarks } = laidOut({
    kind: wording.kind, body: wording.body, quotes, tables,
    title: plainWords(wording.title, quotes), byline: plainWords(wording.byline, quotes) || null, addressee: wording.addressee || null,
    number: null, signatory: null, attended: null, correction: null,
    date: dayOf(standing.at), basis: basisOf(asked, standing.at, wordingName(wording)),
  });
  return { paper, remarks, quotes: quotesNamed({ body: wording.body, quotes }) };
}
