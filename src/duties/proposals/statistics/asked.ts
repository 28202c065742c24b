import { momentIn } from '#platform/http/listing.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { lastAct, settle, standingAt, type Standing } from '#platform/records/moment.ts';
import { dayOf } from '#platform/time.ts';
import { sessionNow, type Session } from '#duties/proposals/numbers.ts';
import { dayIn } from '#duties/opened.ts';
import { sittingsKnown, sittingTold } from '#duties/proposals/statistics/sittings.ts';
import { readSitting, sittingText, type Span } from '#duties/proposals/statistics/span.ts';

/** What the address of the statistics asks for. */
export interface Asked {
  /** Undefined: the newest session of which anything was filed. */
  span: Span | undefined;
  asOf: Date | undefined;
}

/** Whoever reads the whole county's numbers. */
export const readsStatistics = (actor: Actor): boolean => holds(actor, 'county_office', 'chair', 'leader', 'auditor', 'maintainer');

/**
 * A session, else a period.
 * @throws Problem 404 for everybody but those who read the whole county; 400 for what cannot be read.
 */
export function askedOf({ actor, query }: Visit): Asked {
  if (!readsStatistics(actor)) throw notFound('这个页面');
  const sitting = readSitting(query.get('sitting'));
  return { span: sitting ? { sitting } : periodIn(query), asOf: momentIn(inChina(query.get('asof'))) };
}

/** A moment typed into a form has no offset and is meant as it is shown. */
const inChina = (text: string | null): string | undefined => (text && /T\d{2}:\d{2}(:\d{2})?$/.test(text) ? `${text}+08:00` : (text ?? undefined));

function periodIn(query: URLSearchParams): Span | undefined {
  const [from, to] = [dayIn(query.get('from')), dayIn(query.get('to'))];
  if (!from && !to) return undefined;
  const end = to ?? dayOf(new Date());
  const begin = from ?? `${end.slice(0, 4)}-01-01`;
  if (begin > end) throw new Problem(400, 'bad_period', `起始日期${begin}在截止日期${end}之后，请对调或重新选择。`);
  return { from: begin, to: end };
}

/** Looks at the records of the moment that was asked for. */
export async function lookAt<T>(visit: Visit, asOf: Date | undefined, work: (standing: Standing) => Promise<T>): Promise<T> {
  if (asOf && asOf > (await look(visit, lastAct))) await settle(visit.house, visit.county.id, asOf);
  return look(visit, async (reading) => work(await standingAt(reading, asOf)));
}

/** The span of the address and the one before it, to be compared with. */
export async function spansOf(reading: Reading, asked: Span | undefined): Promise<{ span: Span; before?: Span; sittings: Session[] }> {
  const sittings = await sittingsKnown(reading);
  const span: Span = asked ?? { sitting: (await sittingTold(reading)) ?? (await sessionNow(reading)) };
  return { span, before: before(span, sittings), sittings };
}

const DAY_MS = 86_400_000;
/** A longer period would be compared with itself for the most part. */
const A_YEAR = 366;
const daysOf = ({ from, to }: { from: string; to: string }): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** The session before; of a period of up to a year the same days a year before. */
export function before(span: Span, sittings: readonly Session[]): Span | undefined {
  if ('from' in span) return daysOf(span) > A_YEAR ? undefined : { from: yearEarlier(span.from), to: yearEarlier(span.to) };
  const { term, session } = span.sitting;
  const earlier = sittings.find((one) => one.term < term || (one.term === term && one.session < session));
  return earlier && { sitting: earlier };
}

/** 29 February has no day a year before. */
const yearEarlier = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`;

export const sittingOptions = (sittings: readonly Session[], span: Span): Session[] =>
  ('sitting' in span && !sittings.some((one) => sittingText(one) === sittingText(span.sitting)) ? [span.sitting, ...sittings] : [...sittings]);
