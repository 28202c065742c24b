import { sql, type RawBuilder } from 'kysely';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { consultation } from '#duties/consultations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { resultTask } from '#duties/consultations/results/tasks/record.ts';
import { topic as consultationTopic } from '#duties/consultations/topics/record.ts';
import { formalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { recommendation } from '#duties/inspections/recommendations/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { visitReport } from '#duties/inspections/reports/record.ts';
import { plenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { dispute } from '#duties/opinions/disputes/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { outcome } from '#duties/opinions/outcomes/record.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral } from '#duties/opinions/referrals/record.ts';
import { proposalAnswer } from '#duties/proposals/answers/record.ts';
import { keyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection } from '#duties/proposals/keys/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { undertaking } from '#duties/proposals/undertakings/record.ts';
import { serviceOrder } from '#duties/stations/orders/record.ts';

/** A record, wherever it is. */
export interface Place {
  record: string;
  id: string;
}

/** A link that is there already, as a column: rows of `table` hold the earlier record in one column and the later in another. */
export interface DerivedEdge {
  from: Lifecycle;
  to: Lifecycle;
  table: string;
  fromColumn: string;
  toColumn: string;
  /** What the earlier record led to, as its page says it: 由此…. */
  words: string;
}

/** The later record names the earlier one. */
const namedBy = (to: Lifecycle, column: string, from: Lifecycle, words: string): DerivedEdge => ({ from, to, table: to.table, fromColumn: column, toColumn: 'id', words });
/** The earlier record names the one it became part of. */
const goesInto = (from: Lifecycle, column: string, to: Lifecycle, words: string): DerivedEdge => ({ from, to, table: from.table, fromColumn: 'id', toColumn: column, words });

/** Which column of which record leads where. Nothing of it is copied into `crossings`; every column needs an index led by the county (`edges.test.ts`). */
export const derivedEdges: readonly DerivedEdge[] = [
  goesInto(ledgerEntry, 'merged_into', ledgerEntry, '并入主件'),
  { from: ledgerEntry, to: opinionItem, table: 'opinion_sources', fromColumn: 'entry_id', toColumn: 'item_id', words: '编成信息' },
  namedBy(referral, 'entry_id', ledgerEntry, '转给单位办理'),
  namedBy(commitment, 'referral_id', referral, '单位作出承诺'),
  namedBy(dispute, 'entry_id', ledgerEntry, '进入调解'),
  namedBy(serviceOrder, 'entry_id', ledgerEntry, '成为服务订单'),
  namedBy(deed, 'order_id', serviceOrder, '办成实事'),
  namedBy(deed, 'promise_id', deed, '兑现承诺'),
  goesInto(opinionItem, 'merged_into', opinionItem, '合编'),
  namedBy(outcome, 'item_id', opinionItem, '得到采用'),
  namedBy(instruction, 'item_id', opinionItem, '得到批示'),
  namedBy(opinionItem, 'inspection_id', inspection, '编成信息'),
  namedBy(visitReport, 'inspection_id', inspection, '写成报告'),
  namedBy(recommendation, 'inspection_id', inspection, '提出建议'),
  namedBy(formalRecommendation, 'inspection_id', inspection, '形成建议案'),
  namedBy(plenarySpeech, 'inspection_id', inspection, '成为大会发言'),
  namedBy(opinionItem, 'consultation_id', consultation, '编成信息'),
  namedBy(opinionItem, 'proposal_id', proposal, '转为信息'),
  { from: ledgerEntry, to: consultationTopic, table: 'topic_entries', fromColumn: 'entry_id', toColumn: 'topic_id', words: '提为协商议题' },
  goesInto(consultationTopic, 'merged_into', consultationTopic, '合并议题'),
  namedBy(consultation, 'topic_id', consultationTopic, '列入协商'),
  namedBy(resultTask, 'consultation_id', consultation, '列出成果任务'),
  goesInto(proposal, 'merged_into_id', proposal, '并案'),
  namedBy(keySelection, 'proposal_id', proposal, '列为重点'),
  namedBy(keyAct, 'selection_id', keySelection, '督办'),
  namedBy(proposalAnswer, 'proposal_id', proposal, '答复'),
  namedBy(undertaking, 'proposal_id', proposal, '单位作出承诺'),
];

/** One link between two records, as it was found. */
export interface Edge {
  from: Place;
  to: Place;
  kind: 'led_to' | 'same_event';
  words: string;
  /** Made by a person: which link it is, and what was said of it. */
  made?: { id: string; why: string; on: string; by: string };
}

/** More links than this are not followed from one round to the next: a record with so many is a heap, not a chain. */
export const MOST_EDGES = 400;

/** The links that touch these records, whoever may see what is at their other ends: whoever shows them asks that. */
export async function edgesAt(reading: Reading, places: readonly Place[]): Promise<Edge[]> {
  if (places.length === 0) return [];
  return [...(await derivedAt(reading, places)), ...(await madeAt(reading, places))];
}

async function derivedAt(reading: Reading, places: readonly Place[]): Promise<Edge[]> {
  const ids = Map.groupBy(places, ({ record }) => record);
  const questions = derivedEdges.flatMap((edge, n) => [
    ...asked(reading, edge, n, edge.fromColumn, ids.get(edge.from.name)),
    ...asked(reading, edge, n, edge.toColumn, ids.get(edge.to.name)),
  ]);
  if (questions.length === 0) return [];
  const { rows } = await sql<{ n: number; from_id: string; to_id: string }>`select * from (${sql.join(questions, sql` union `)}) as found limit ${MOST_EDGES}`.execute(reading.db);
  return rows.map(({ n, from_id, to_id }) => {
    const { from, to, words } = derivedEdges[n]!;
    return { from: { record: from.name, id: from_id }, to: { record: to.name, id: to_id }, kind: 'led_to', words };
  });
}

/** Those of the edge that have one of these records in this column. */
function asked(reading: Reading, { table, fromColumn, toColumn }: DerivedEdge, n: number, column: string, places: readonly Place[] = []): RawBuilder<unknown>[] {
  if (places.length === 0) return [];
  return [sql`
    (select ${n}::int as n, ${sql.ref(fromColumn)} as from_id, ${sql.ref(toColumn)} as to_id from ${sql.table(table)}
     where county_id = ${reading.county} and ${sql.ref(column)} = any(${places.map(({ id }) => id)}::uuid[]) and ${sql.ref(fromColumn)} is not null and ${sql.ref(toColumn)} is not null limit ${MOST_EDGES})`];
}

interface MadeRow {
  id: string;
  kind: 'led_to' | 'same_event';
  from_record: string;
  from_id: string;
  to_record: string;
  to_id: string;
  why: string;
  made_on: string;
  made_by: string;
}

/** Of these, the links that people made. */
export async function madeAt(reading: Reading, places: readonly Place[]): Promise<Edge[]> {
  const ids = places.map(({ id }) => id);
  const standing = sql`select id, kind, from_record, from_id, to_record, to_id, why, made_on, made_by from crossings where county_id = ${reading.county} and state = 'standing'`;
  const { rows } = await sql<MadeRow>`
    (${standing} and from_id = any(${ids}::uuid[]) limit ${MOST_EDGES}) union (${standing} and to_id = any(${ids}::uuid[]) limit ${MOST_EDGES})`.execute(reading.db);
  return rows.map((row) => ({
    from: { record: row.from_record, id: row.from_id }, to: { record: row.to_record, id: row.to_id }, kind: row.kind,
    words: row.kind === 'led_to' ? '引出' : '同一件事', made: { id: row.id, why: row.why, on: row.made_on, by: row.made_by },
  }));
}
