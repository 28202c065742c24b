import { parameterAt } from '#plans/facts.ts';
import { composed, narrowed, simply, valueWords } from '#platform/figures/composition.ts';
import { countFigures } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import { NONE, type Dimension } from '#platform/figures/dimension.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { scopeOf, type Asked } from '#reports/asked.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';
import { ownWordsOn } from '#reports/quoting/own-words.ts';
import { answering, asReported, listHref, quoteFigures } from '#reports/quoting/reckoning.ts';

/** What records do not say and should: of which figure, in which of its dimensions; `words`: where the dimension has none of its own for it. */
const asks: readonly { figure: string; dimension: string; value?: string; words?: string }[] = [
  { figure: 'opinions_received', dimension: 'committee_id' },
  { figure: 'opinions_received', dimension: 'category' },
  { figure: 'opinions_received', dimension: 'precision', value: 'year' },
  { figure: 'proposals_received', dimension: 'category' },
  { figure: 'proposals_filed', dimension: 'lead_unit_id' },
  { figure: 'inspections_held', dimension: 'kind' },
  { figure: 'consultations_held', dimension: 'kind' },
  { figure: 'deeds_done', dimension: 'member_id', words: '办事的人不在委员名册里' },
  { figure: 'deeds_done', dimension: 'kind' },
  { figure: 'members_current', dimension: 'sector_id' },
  { figure: 'members_current', dimension: 'committee_id' },
];

/** Records of which something is not known, with the list of them. */
export interface Gap {
  what: string;
  value: number;
  unit: string;
  href: string | undefined;
}

/** Only what is lacking anywhere. */
export async function gapsOf({ reading, at }: Standing, figures: readonly Figure[], asked: Asked): Promise<Gap[]> {
  const gaps: Gap[] = [];
  const own = await ownWordsOn(reading, asked.to);
  for (const { figure: name, dimension, value = NONE, words } of asks) {
    const base = answering(figures.filter((one) => one.name === name), asked)[0];
    const by = base && dimensionsFor(reading.house, base).find((one) => one.name === dimension);
    if (!base || !by) continue;
    const { figure } = composed(reading, narrowed(simply(name), dimension, value));
    const n = await lacking(asReported(reading), base, by, value, figure, asked);
    if (n > 0) gaps.push({ what: own(`${base.label}：${words ?? valueWords(by, value, () => undefined)}`), value: n, unit: base.unit, href: listHref(reading, figure, { asked, at }) });
  }
  return gaps;
}

/** Of records of which there may be very many from what is kept of them, else by the condition of the list. */
async function lacking(reading: Reading, base: Figure, by: Dimension, value: string, part: Figure, asked: Asked): Promise<number> {
  if (!reading.house.shared.has(base.record)) return (await countFigures(reading, [part], scopeOf(asked))).get(part.name) ?? 0;
  return (await divide(reading, base, [by], scopeOf(asked))).find(({ keys: [key] }) => key === value)?.n ?? 0;
}

/** Which of the asked dimensions there are not: for the test that none of them is asked in vain. */
export const askedInVain = (standing: Standing, figures: readonly Figure[]): string[] =>
  asks.filter(({ figure: name, dimension }) => !figures.some((one) => one.name === name && dimensionsFor(standing.reading.house, one).some((by) => by.name === dimension)))
    .map(({ figure, dimension }) => `${figure} ${dimension}`);

/** A number that is nought now, and was not in the same days of the year before. */
export interface Vanished {
  now: QuotedFigure;
  before: QuotedFigure;
}

/** Figures of the period that were many a year ago and are none now: perhaps nobody wrote it down. */
export async function vanishedOf(standing: Standing, figures: readonly Figure[], asked: Asked): Promise<Vanished[]> {
  const moving = figures.filter(({ day, derived, counts }) => day !== undefined && !derived && !counts);
  const many = await parameterAt(standing.reading, 'boards.vanished', asked.to);
  const then = await quoteFigures(standing, moving, { ...asked, from: yearBefore(asked.from), to: yearBefore(asked.to) });
  const suspected = then.filter(({ value }) => value >= many);
  const now = new Map((await quoteFigures(standing, moving.filter(({ name }) => suspected.some((one) => one.name === name)), asked)).map((one) => [one.name, one]));
  return suspected.flatMap((before) => (now.get(before.name)?.value === 0 ? [{ now: now.get(before.name)!, before }] : []));
}

/** The same day of the year before; 29 February becomes the 28th. */
const yearBefore = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
