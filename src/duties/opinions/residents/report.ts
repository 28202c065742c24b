import { z } from 'zod';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { lines, phone, text } from '#platform/fields.ts';
import { program, resident } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { Repeated } from '#platform/problems.ts';
import { reading, transact, type House } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { dayOf } from '#platform/time.ts';
import { enterOne } from '#duties/opinions/ledger/actions.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { newReceipt } from '#duties/opinions/residents/receipt.ts';

/** The three things asked of a resident. Source: forms, resident_opinion. */
export const reportFields = z.object({
  matter: lines('您想反映什么', 500, { hint: '什么事、在哪里、盼着怎样，一两句话就可以' }),
  place: text('在哪个村（社区）', 100),
  phone: phone('联系电话', { hint: '只用来答复您，可以不留' }).optional(),
});

export type Report = z.infer<typeof reportFields>;

/** More committees than this a county does not have. */
const MOST_COMMITTEES = 2_000;

/** Residents see of a committee only where it is; that is read for them by the program. */
export const findPlace = (house: House, county: string, id: string): Promise<Committee | undefined> =>
  reading(house, program(county), async (look) => {
    const found = await find(look, committee, id);
    return found?.state === 'established' ? found : undefined;
  });

export const listPlaces = (house: House, county: string): Promise<Committee[]> =>
  reading(house, program(county), (look) =>
    list(look, committee, { where: is<Committee>('state', 'established'), order: [{ column: 'rank' }, { column: 'founded_on' }], limit: MOST_COMMITTEES }));

/** Enters what a resident reports, as nobody in particular, and answers the receipt number. The same request has the same receipt. */
export async function enterReport(house: House, county: string, committeeId: string, report: Report, request: string | null): Promise<string> {
  const actor = resident(county);
  try {
    const entry = await transact(house, actor, request, (act) =>
      enterOne(act, { ...report, committee_id: committeeId, received_on: dayOf(act.at), way: 'qr', receipt: newReceipt() }, {}));
    return entry.receipt!;
  } catch (error) {
    if (!(error instanceof Repeated) || error.record !== ledgerEntry.name) throw error;
    const entry = await reading(house, program(county), (look) => find(look, ledgerEntry, error.id));
    return entry!.receipt!;
  }
}

/** What the holder of a receipt may know: where it stands and what was answered, not who told what. */
export interface ReportStatus {
  receipt: string;
  place: string;
  received_on: string;
  state: string;
  stateLabel: string;
  answered_on: string | null;
  closed_on: string | null;
  answer: string | null;
}

export const findStatus = (house: House, county: string, receipt: string): Promise<ReportStatus | undefined> =>
  reading(house, program(county), async (look) => {
    const [entry] = await list(look, ledgerEntry, { where: is<LedgerEntry>('receipt', receipt), limit: 1 });
    if (!entry) return undefined;
    const place = await find(look, committee, entry.committee_id);
    const { received_on, state, answered_on, closed_on } = entry;
    const answered = answered_on !== null || state === 'closed';
    const stateLabel = ledgerEntry.states[state as 'received'].label;
    return { receipt, place: place?.place ?? '', received_on, state, stateLabel, answered_on, closed_on, answer: answered ? entry.outcome_text : null };
  });
