import { isOnlyParticipant } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import { expectRight } from '#duties/participating.ts';
import type { Act } from '#platform/records/act.ts';
import { nextNumbers } from '#platform/records/numbers.ts';
import { createMany, type Circumstances, type Effect } from '#platform/records/write.ts';
import { committeeOfMember, writesAsMember } from '#duties/opinions/ledger/earlier.ts';
import { backOnItsOwn, expectAlone, intoLead } from '#duties/opinions/ledger/merging.ts';
import { doneFields, ledgerEntry, stateTold, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { saidWhenCalled, type CalledBack } from '#duties/opinions/referrals/calling-back.ts';
import { expectNoneInHand, takeUpAgain } from '#duties/opinions/referrals/rounds.ts';
import { keepReferralsFrom } from '#duties/opinions/shield/referred.ts';
import { keptApart } from '#duties/opinions/shield/apart.ts';
import { eraseReporter } from '#duties/opinions/shield/erasing.ts';
import { refuseComplainedOf } from '#duties/opinions/shield/facts.ts';
import { screeningEffects } from '#duties/opinions/ledger/screening.ts';

type Told = Partial<LedgerEntry> & Pick<LedgerEntry, 'committee_id' | 'received_on' | 'matter'>;

/** Enters what was told, with the state that the handling so far tells and the next numbers of the committee's year. */
export async function enterMany(act: Act, many: readonly Told[], how: Circumstances): Promise<LedgerEntry[]> {
  const numbers = await numbersFor(act, many);
  return createMany<LedgerEntry>(act, ledgerEntry, many.map((told, n) => ({
    precision: 'day', dispute: false, settled: settledBy(told), closed_on: closedOn(told), ...told, state: stateTold(told), number: numbers[n]!,
  })), how);
}

export async function enterOne(act: Act, told: Told, how: Circumstances): Promise<LedgerEntry> {
  const [row] = await enterMany(act, [{ ...keptApart(told), ...(await broughtBy(act, told)) }], how);
  return row!;
}

/** A participant enters only where the plan in force lets that kind do so, and in the own name. */
async function broughtBy(act: Act, { committee_id }: Told): Promise<Partial<LedgerEntry>> {
  if (writesAsMember(act.actor)) return broughtByMember(act, committee_id);
  if (!isOnlyParticipant(act.actor)) return {};
  await expectRight(act, 'ledger', committee_id, '本县的方案没有让您这一类参加人员登记民情台账。请把情况告诉联络委工作人员，由他们登记。');
  return { informant_id: act.actor.personId };
}

/** A member writes down what was told them, for the committee where they are stationed. */
async function broughtByMember(act: Act, committee: string): Promise<Partial<LedgerEntry>> {
  const stationed = await committeeOfMember(act);
  if (stationed && stationed !== committee) throw invalid({ committee_id: '您驻在另一个乡镇（街道），请选您所在的联络委。' });
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
export async function correctTold(act: Act, row: LedgerEntry, values: Partial<LedgerEntry>): Promise<Partial<LedgerEntry>> {
  const done = Object.keys(doneFields.shape) as (keyof typeof doneFields.shape)[];
  const moved = done.find((name) => values[name] !== undefined && values[name] !== row[name]);
  if (moved) throw invalid({ [moved]: '办理情况请用“办理”“答复群众”“办结”来登记，这里只改反映的内容。' });
  if (row.dispute_id && values.dispute === false) throw invalid({ dispute: '已经为它建了调解案卷，所以是矛盾纠纷。案卷建错了的，请先作废案卷。' });
  const written = keptApart(values, { reporter: values.reporter ?? row.reporter, phone: values.phone ?? row.phone, proxy: row.proxy });
  await keepReferralsFrom(act, row, written);
  return { ...written, ...Object.fromEntries(done.map((name) => [name, row[name]])), settled: values.dispute === false ? null : row.settled };
}

export const effects: Record<string, Effect<LedgerEntry>> = {
  ...screeningEffects,
  handle: async (act, row, input) => {
    await refuseComplainedOf(act, row, input.handler, 'handler');
    return { handler: null, ...keptApart(input, row), outcome: 'in_hand', ...(row.screened === 'waiting' ? { screened: 'passed' } : {}) };
  },
  answer: async (_act, row, input) => ({ ...keptApart(input, row), outcome: 'answered' }),
  close: async (act, row, { settled, ...input }) => {
    if (row.referrals > 0) await expectNoneInHand(act, row.id);
    return { ...keptApart(input, row), handling: row.handling ?? 'on_spot', settled: settledAtClosing(row, settled, input.outcome) };
  },
  verify: async (act, row, input: CalledBack) => ({ ...saidWhenCalled(act, row, input), verified_on: input.called_back_on }),
  refute: async (act, row, input: CalledBack) => ({ ...saidWhenCalled(act, row, input), ...(await takenUpAgain(act, row)) }),
  reopen: takenUpAgain,
  merge: intoLead,
  separate: async (_act, row) => backOnItsOwn(row),
  void: async (act, row) => {
    await expectAlone(act, row);
    if (row.referrals > 0) await expectNoneInHand(act, row.id);
  },
  erase: eraseReporter,
};

/** Whether a dispute was settled is said once: in its own file, where there is one. */
const settledAtClosing = ({ dispute, dispute_id, settled: known }: LedgerEntry, said: 'yes' | 'no' | undefined, outcome: string): boolean | null => {
  if (dispute_id) return known;
  return dispute && said ? said === 'yes' : settledBy({ dispute, outcome });
};

/** What was said of its end no longer holds, and the units that answered it begin another round. */
export async function takenUpAgain(act: Act, row: LedgerEntry): Promise<Partial<LedgerEntry>> {
  await takeUpAgain(act, row.id);
  return { outcome: 'in_hand', closed_on: null, settled: row.dispute_id ? row.settled : null, verified_on: null, reopened: row.reopened + 1 };
}
