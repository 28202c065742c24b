import { sql } from 'kysely';
import { committeesNow } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { all, between, oneOf, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { spansOwed, standingsOf, type Standing } from '#plans/obligations/facts.ts';
import { figures as instructionFigures } from '#duties/opinions/instructions/facts.ts';
import { itemsIssued, itemsSubmitted } from '#duties/opinions/items/facts.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { obligations as ledgerObligations, opinionsReceived } from '#duties/opinions/ledger/facts.ts';
import { figures as outcomeFigures } from '#duties/opinions/outcomes/facts.ts';

/**
 * 采用情况通报, of a month or a quarter: what each committee and each member reported and what was issued, in the county's order and without a ranking
 * (ux R4: no ranking of people); a signed zero report apart from silence. Domain rules 3.2: quarterly circular.
 */

const named = (figures: readonly Figure[], name: string): Figure => figures.find((one) => one.name === name)!;

/** What is counted of each committee, in this order. */
export const columns: readonly { figure: Figure; label: string }[] = [
  { figure: opinionsReceived, label: '民情' },
  { figure: itemsSubmitted, label: '报送' },
  { figure: itemsIssued, label: '印发' },
  { figure: named(outcomeFigures, 'adoptions'), label: '采用' },
  { figure: named(instructionFigures, 'instructions_received'), label: '批示' },
];

export interface CommitteeLine {
  id: string;
  place: string;
  /** By `columns`. */
  numbers: number[];
  /** Months with a signed zero report; months that are due and of which nobody said anything; by their names. */
  zero: string[];
  silent: string[];
}

export interface MemberLine {
  name: string;
  place: string;
  submitted: number;
  issued: number;
}

export interface Bulletin {
  committees: CommitteeLine[];
  members: MemberLine[];
  issued: OpinionItem[];
}

/** More are not issued in a quarter, nor do more members report. */
const MOST = 2_000;

export async function bulletinOf(reading: Reading, scope: Required<Pick<Scope, 'from' | 'to'>>): Promise<Bulletin> {
  const counts = await Promise.all(columns.map(({ figure }) => countBy(reading, figure, scope, figure.committee!)));
  const months = await standingsOf(reading, ledgerObligations[0]!, await spansOwed(reading, ledgerObligations[0]!, scope));
  const of = Map.groupBy(months, ({ debtor }) => debtor.committee);
  const committees = (await committeesNow(reading)).map(({ id, place }) => ({ id, place, numbers: counts.map((one) => one.get(id) ?? 0), ...quiet(of.get(id) ?? []) }));
  const issued = await list(reading, opinionItem, { where: all(is<OpinionItem>('state', 'issued'), between<OpinionItem>('issued_on', scope.from, scope.to)), order: [{ column: 'issued_on' }, { column: 'issue' }], limit: MOST });
  return { committees, members: await memberLines(reading, scope), issued };
}

const quiet = (months: readonly Standing[]): Pick<CommitteeLine, 'zero' | 'silent'> => ({
  zero: months.filter(({ done, zero }) => done === 0 && zero).map(({ span }) => span.label),
  silent: months.filter(({ done, zero, state }) => done === 0 && !zero && state === 'late').map(({ span }) => span.label),
});

async function memberLines(reading: Reading, scope: Scope): Promise<MemberLine[]> {
  const [submitted, issued] = [await countBy(reading, itemsSubmitted, scope, 'member_id'), await countBy(reading, itemsIssued, scope, 'member_id')];
  const ids = [...new Set([...submitted.keys(), ...issued.keys()])];
  if (ids.length === 0) return [];
  const places = new Map((await committeesNow(reading)).map(({ id, place }) => [id, place]));
  const rows = await list(reading, member, { where: oneOf<Member>('id', ids), order: [{ column: 'name_key' }, { column: 'name' }], limit: MOST });
  return rows.map(({ id, name, committee_id }) => ({ name, place: places.get(committee_id ?? '') ?? '', submitted: submitted.get(id) ?? 0, issued: issued.get(id) ?? 0 }));
}

/** A figure by what a column holds, through the very condition of the list that it opens. */
async function countBy(reading: Reading, figure: Figure, scope: Scope, column: string): Promise<Map<string, number>> {
  const declared = reading.house.records.get(figure.record)!;
  const { rows } = await sql<{ key: string; n: number }>`
    select ${sql.ref(`r.${column}`)} as key, count(*)::int as n from ${source(reading, declared.table, 'r')}
    where ${among(reading, declared, counted(figure, scope))} and ${sql.ref(`r.${column}`)} is not null group by 1 limit ${MOST}`.execute(reading.db);
  return new Map(rows.map(({ key, n }) => [key, n]));
}
