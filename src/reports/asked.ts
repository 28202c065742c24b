/** What the address of a report asks for: a period, perhaps one committee, perhaps a past moment. */
import { isDay } from '#platform/fields.ts';
import type { Scope } from '#platform/figures/count.ts';
import { momentIn } from '#platform/http/listing.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesOf, type Actor } from '#platform/identity/actor.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { Problem } from '#platform/problems.ts';
import { isId } from '#platform/records/read.ts';
import { lastAct, settle, standingAt, type Standing } from '#platform/records/moment.ts';
import { dayOf, printedDay } from '#platform/time.ts';

export interface Asked {
  /** A report always says which days it is about. */
  readonly from: string;
  readonly to: string;
  readonly committee?: string;
  /** As asked for; absent: as the records stand. */
  readonly asOf?: Date;
}

/**
 * The period, committee and moment of a report: without others, the year up to the moment.
 * @throws Problem 400 for what cannot be read, 403 for a committee that is not the person's own.
 */
export function askedOf(visit: Visit, now = new Date()): Asked {
  const asOf = momentIn(inChina(visit.query.get('asof')));
  const to = dayIn(visit.query.get('to'), '截止日期') ?? dayOf(asOf ?? now);
  const from = dayIn(visit.query.get('from'), '起始日期') ?? `${to.slice(0, 4)}-01-01`;
  if (from > to) throw new Problem(400, 'bad_period', `起始日期${printedDay(from)}在截止日期${printedDay(to)}之后，请对调或重新选择。`);
  return { from, to, committee: committeeFor(visit.actor, visit.query.get('committee') || undefined), asOf };
}

/** A moment typed into a form has no offset and is meant as it is shown: in China's time. */
const inChina = (text: string | null): string | undefined =>
  text ? (/T\d{2}:\d{2}(:\d{2})?$/.test(text) ? `${text}+08:00` : text) : undefined;

function dayIn(text: string | null, label: string): string | undefined {
  if (!text) return undefined;
  if (!isDay(text)) throw new Problem(400, 'bad_day', `“${label}”要写成实际有的日期，例如 2025-03-02。`);
  return text;
}

/** Whoever works for a committee sees its own report; the county's is for county-wide posts. */
function committeeFor(actor: Actor, asked: string | undefined): string | undefined {
  if (asked && !isId(asked)) throw new Problem(400, 'bad_committee', '没有这个联络委，请从列表中重新选择。');
  if (seesWholeCounty(actor)) return asked;
  const own = committeesOf(actor, 'worker', 'director', 'deputy_director');
  if (own.length === 0) throw new Problem(403, 'not_yours', '统计数字由县政协办公室和各联络委工作人员查看，您不在其中。');
  if (asked && !own.includes(asked)) throw new Problem(403, 'not_yours', '这里只能看本联络委的统计。请把“联络委”改回本联络委。');
  return asked ?? own[0];
}

/** Looks at the records of the moment that was asked for. */
export async function lookAt<T>(visit: Visit, asked: Asked, work: (standing: Standing) => Promise<T>): Promise<T> {
  if (asked.asOf && asked.asOf > (await look(visit, lastAct))) await settle(visit.house, visit.county.id, asked.asOf);
  return look(visit, async (reading) => work(await standingAt(reading, asked.asOf)));
}

export const scopeOf = ({ from, to, committee }: Asked): Scope => ({ from, to, committee });

/** The query of an address that asks for the same, pinned to a moment when one is given. */
export function queryOf(asked: Asked, at?: Date): URLSearchParams {
  const query = new URLSearchParams({ from: asked.from, to: asked.to });
  if (asked.committee) query.set('committee', asked.committee);
  const moment = at ?? asked.asOf;
  if (moment) query.set('asof', moment.toISOString());
  return query;
}

/** 2025年1月1日至12月31日; the second year only when it is another. */
export function printedPeriod({ from, to }: Pick<Asked, 'from' | 'to'>): string {
  const end = printedDay(to);
  return `${printedDay(from)}至${from.slice(0, 4) === to.slice(0, 4) ? end.replace(/^\d+年/, '') : end}`;
}
