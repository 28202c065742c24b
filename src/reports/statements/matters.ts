/** The ledger as a statement tells it: the month's list, and matters that are worth telling. */
import type { Table } from '#platform/documents/model.ts';
import { all, any, between, is, not, present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { printedDay } from '#platform/time.ts';
import { headline, ledgerEntry, outcomes, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import type { Period } from '#reports/statements/periods.ts';

/** More than this a month's list does not print; it says how many are left to the ledger itself. */
const MOST_LISTED = 200;
const MOST_TYPICAL = 2;
const MOST_HARD = 5;

const ofPeriod = (committee: string, { from, to }: Period) =>
  all(is<LedgerEntry>('committee_id', committee), between<LedgerEntry>('received_on', from, to), not(is<LedgerEntry>('state', 'void')));

/** Solved matters, those of the most people first. */
export const typicalMatters = (reading: Reading, committee: string, period: Period): Promise<LedgerEntry[]> =>
  list(reading, ledgerEntry, {
    where: all(ofPeriod(committee, period), is<LedgerEntry>('outcome', 'solved'), present<LedgerEntry>('people_affected')),
    order: [{ column: 'people_affected', descending: true }, { column: 'received_on' }], limit: MOST_TYPICAL,
  });

/** What could not be solved or was handed to the county, and is not solved yet, the oldest first. Domain forms, monthly_report: 难点与需县级协调事项. */
export const hardMatters = (reading: Reading, committee: string, period: Period): Promise<LedgerEntry[]> =>
  list(reading, ledgerEntry, {
    where: all(ofPeriod(committee, period), any(is<LedgerEntry>('outcome', 'unsolved'), is<LedgerEntry>('handling', 'to_county')), not(is<LedgerEntry>('outcome', 'solved'))),
    order: [{ column: 'received_on' }], limit: MOST_HARD,
  });

/** Braces and brackets would be taken for tokens. */
const plain = (text: string): string => text.replace(/[{}[\]|〔〕\n]/gu, ' ').trim();

export function told(entry: LedgerEntry): string {
  const ending = entry.outcome_text ? `${plain(headline(entry.outcome_text))}。` : '';
  return `${printedDay(entry.received_on)}，${entry.place ? `${plain(entry.place)}` : ''}群众反映“${plain(headline(entry.matter))}”，涉及${entry.people_affected}人，已经解决。${ending}`;
}

/** One sentence for all of them; nothing when there are none. */
export function toldHard(entries: readonly LedgerEntry[]): string {
  const words = entries.map((entry) => `${printedDay(entry.received_on)}${entry.place ? `${plain(entry.place)}` : ''}群众反映“${plain(headline(entry.matter))}”${entry.handling === 'to_county' ? '，已报县政协' : ''}`);
  return words.length > 0 ? `难点和需要县里协调的事项${entries.length}件：${words.join('；')}。` : '';
}

/** The list without who told it: that stays with those who handle it. */
export async function ledgerTable(reading: Reading, committee: string, period: Period): Promise<{ table: Table; states: string }> {
  const rows = await list(reading, ledgerEntry, { where: ofPeriod(committee, period), order: [{ column: 'received_on' }], limit: MOST_LISTED + 1 });
  const shown = rows.slice(0, MOST_LISTED);
  const lines = shown.map((entry, place) => [
    String(place + 1), entry.received_on, entry.place ?? '', headline(entry.matter),
    [...new Set([ledgerEntry.states[entry.state as 'received'].label, entry.outcome ? outcomes[entry.outcome as 'solved'] : ''])].filter(Boolean).join('，'),
  ]);
  if (rows.length > MOST_LISTED) lines.push(['', '', '', `只列前${MOST_LISTED}条，其余见民情台账。`, '']);
  return {
    table: {
      kind: 'table', rows: lines,
      columns: [
        { label: '序号', share: 1.4, align: 'center' }, { label: '收集时间', share: 3.2, align: 'center' }, { label: '地点', share: 2.8, align: 'left' },
        { label: '反映事项', share: 6.1, align: 'left' }, { label: '办理情况', share: 2.8, align: 'left' },
      ],
    },
    states: countedStates(shown),
  };
}

/** 已登记1条、办理中2条、已办结6条 */
function countedStates(rows: readonly LedgerEntry[]): string {
  return Object.entries(ledgerEntry.states)
    .map(([state, { label }]) => ({ label, n: rows.filter((row) => row.state === state).length }))
    .filter(({ n }) => n > 0).map(({ label, n }) => `${label}${n}条`).join('、');
}
