import { isOnlyParticipant } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import { expectRight } from '#duties/participating.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumbers } from '#platform/records/numbers.ts';
import { createMany, type Circumstances, type Effect } from '#platform/records/write.ts';
import { doneFields, ledgerEntry, stateTold, type LedgerEntry } from '#duties/opinions/ledger/record.ts';

type Told = Partial<LedgerEntry> & Pick<LedgerEntry, 'committee_id' | 'received_on' | 'matter'>;

/** Enters what was told, with the state that the handling so far tells and the next numbers of the committee's year. */
export async function enterMany(act: Act, many: readonly Told[], how: Circumstances): Promise<LedgerEntry[]> {
  const numbers = await numbersFor(act, many);
  return createMany<LedgerEntry>(act, ledgerEntry, many.map((told, n) => ({
    precision: 'day', dispute: false, settled: settledBy(told), closed_on: closedOn(told), ...told, state: stateTold(told), number: numbers[n]!,
  })), how);
}

export async function enterOne(act: Act, told: Told, how: Circumstances): Promise<LedgerEntry> {
  const [row] = await enterMany(act, [{ ...told, ...(await broughtBy(act, told)) }], how);
  return row!;
}

/** A participant enters only where the plan in force lets that kind do so, and in the own name. */
async function broughtBy(act: Act, { committee_id }: Told): Promise<Partial<LedgerEntry>> {
  if (!isOnlyParticipant(act.actor)) return {};
  await expectRight(act, 'ledger', committee_id, '本县的方案没有让您这一类参加人员登记民情台账。请把情况告诉联络委工作人员，由他们登记。');
  return { informant_id: act.actor.personId };
}

async function numbersFor(act: Act, many: readonly Told[]): Promise<number[]> {
  const numbers: number[] = [];
  const series = Map.groupBy(many.map((told, n) => ({ n, name: `ledger/${told.committee_id}/${told.received_on.slice(0, 4)}` })), ({ name }) => name);
  for (const [name, members] of series) {
    const first = await nextNumbers(act, name, members.length);
    members.forEach(({ n }, place) => {
      numbers[n] = first + place;
    });
  }
  return numbers;
}

/** What was settled on the spot was closed that day; of anything else solved before, the paper does not tell the day. */
const closedOn = ({ handling, outcome, precision, received_on }: Told): string | null =>
  outcome === 'solved' && handling === 'on_spot' && (precision ?? 'day') === 'day' ? received_on : null;

/** A dispute that was solved was settled; one that was not, was not; otherwise nobody knows yet. */
export const settledBy = ({ dispute, outcome }: Pick<Told, 'dispute' | 'outcome'>): boolean | null =>
  !dispute || (outcome !== 'solved' && outcome !== 'unsolved') ? null : outcome === 'solved';

/** What was told may be corrected; what became of it is said by steps, so that no milestone passes unseen. */
export async function correctTold(_act: Act, row: LedgerEntry, values: Partial<LedgerEntry>): Promise<Partial<LedgerEntry>> {
  const done = Object.keys(doneFields.shape) as (keyof typeof doneFields.shape)[];
  const moved = done.find((name) => values[name] !== undefined && values[name] !== row[name]);
  if (moved) throw invalid({ [moved]: '办理情况请用“办理”“答复群众”“办结”来登记，这里只改反映的内容。' });
  return { ...values, ...Object.fromEntries(done.map((name) => [name, row[name]])), settled: values.dispute === false ? null : row.settled };
}

export const effects: Record<string, Effect<LedgerEntry>> = {
  handle: async (_act, _row, input) => ({ handler: null, ...input, outcome: 'in_hand' }),
  answer: async (_act, _row, input) => ({ ...input, outcome: 'answered' }),
  close: async (_act, row, { settled, ...input }) => ({
    ...input,
    handling: row.handling ?? 'on_spot',
    settled: row.dispute && settled ? settled === 'yes' : settledBy({ dispute: row.dispute, outcome: input.outcome }),
  }),
  reopen: async () => ({ outcome: 'in_hand', closed_on: null, settled: null }),
};
