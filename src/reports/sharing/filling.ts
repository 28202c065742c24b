import { sql } from 'kysely';
import { program } from '#platform/identity/actor.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import type { Declared } from '#reports/declared.ts';
import { countNow, recount, send } from '#reports/sharing/actions.ts';
import { tell, type Told } from '#reports/sharing/defined.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { daysAfter, spansOver } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { sameNumber } from '#reports/sharing/rolled.ts';
import { subscription, type Subscription } from '#reports/sharing/subscriptions/record.ts';

/** A county reports a few dozen numbers to a few superiors. */
const MOST_SHARINGS = 20;
export const MOST_SUBSCRIPTIONS = 200;

export const activeSharings = (reading: Reading): Promise<Sharing[]> => list<Sharing>(reading, sharing, { where: is<Sharing>('state', 'active'), order: [{ column: 'id' }], limit: MOST_SHARINGS });

export const acceptedUnder = (reading: Reading, sharingId: string): Promise<Subscription[]> =>
  list<Subscription>(reading, subscription, { where: all(is<Subscription>('sharing_id', sharingId), is<Subscription>('state', 'accepted')), order: [{ column: 'label' }], limit: MOST_SUBSCRIPTIONS });

/** Each day: what is over is filled in from the records, and what is due goes out unless it was held back. Done again it does nothing. */
export const fillIn = (declared: Declared) => async (house: House, county: string, day: string): Promise<void> => {
  await transact(house, program(county), null, async (act) => {
    for (const under of await activeSharings(act)) {
      await prepare(act, declared, under, day);
      if (under.sends === 'due') await sendDue(act, declared, under, day);
    }
  });
};

/** Every period that is over and not filled in yet, of each number that was agreed to. */
export async function prepare(act: Act, declared: Declared, under: Sharing, day: string): Promise<void> {
  const { rows } = await sql<{ subscription_id: string; period: string }>`
    select subscription_id, period from shared_figures where county_id = ${act.county} and sharing_id = ${under.id} order by to_on desc limit 10000`.execute(act.db);
  const filled = new Set(rows.map(({ subscription_id, period }) => `${subscription_id} ${period}`));
  for (const of of await acceptedUnder(act, under.id)) {
    for (const span of spansOver(of.rhythm as 'month', of.since, day)) {
      if (filled.has(`${of.id} ${span.key}`)) continue;
      await create<SharedFigure>(act, sharedFigure, {
        sharing_id: under.id, subscription_id: of.id, label: of.label, unit: of.unit, decimals: of.decimals, period: span.key, from_on: span.from, to_on: span.to,
        due_on: daysAfter(span.to, of.due_days), ...(await countNow(act, declared, of, span)),
      });
    }
  }
}

/** What was entered since it was prepared is in it: it is counted once more as it goes. */
async function sendDue(act: Act, declared: Declared, under: Sharing, day: string): Promise<void> {
  const due = (await list<SharedFigure>(act, sharedFigure, { where: all(is<SharedFigure>('sharing_id', under.id), is<SharedFigure>('state', 'prepared')), order: [{ column: 'to_on' }], limit: 1_000 })).filter(({ due_on }) => due_on <= day);
  for (const { id } of due) {
    await take<SharedFigure>(act, sharedFigure, id, 'recount', { effect: recount(declared) });
    await take<SharedFigure>(act, sharedFigure, id, 'send', { effect: send });
  }
}

/** So many of the latest reported numbers are held against the records. */
const MOST_WATCHED = 300;

/** Reported numbers that the records do not bear out any more, with what they say now: to be restated by a person, never by themselves. */
export async function drifted(reading: Reading, declared: Declared, sharingId: string): Promise<{ row: SharedFigure; now: Told }[]> {
  const rows = await list<SharedFigure>(reading, sharedFigure, { where: all(is<SharedFigure>('sharing_id', sharingId), is<SharedFigure>('state', 'sent')), order: [{ column: 'to_on', descending: true }], limit: MOST_WATCHED });
  const ofAll = await list<Subscription>(reading, subscription, { where: oneOf<Subscription>('id', rows.map(({ subscription_id }) => subscription_id)), limit: MOST_SUBSCRIPTIONS * 2 });
  const known = new Map(ofAll.map((one) => [one.id, one]));
  const found: { row: SharedFigure; now: Told }[] = [];
  for (const sameSpan of Map.groupBy(rows, ({ from_on, to_on }) => `${from_on} ${to_on}`).values()) {
    const told = await tell(reading, declared, sameSpan.map(({ subscription_id }) => known.get(subscription_id)!), { from: sameSpan[0]!.from_on, to: sameSpan[0]!.to_on });
    found.push(...sameSpan.flatMap((row, place) => (sameNumber(row, told[place]!) ? [] : [{ row, now: told[place]! }])));
  }
  return found;
}
