import type { Reading } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { member } from '#institutions/members/record.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import { ledgerEntry, satisfactions, screenings, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { remarksOn, type Remark } from '#duties/opinions/residents/remarks.ts';

/** What an entry's page says of the resident's own page: through whom it came, whether it was looked at, what was said of the answer. */
export interface ToldByResidents {
  remarks: ReadonlyMap<string, Remark[]>;
  /** Names of the members whose codes were scanned, by id. */
  members: ReadonlyMap<string, string>;
}

/** Codes of a page of rows are few; each member is looked up once. */
export async function toldByResidents(reading: Reading, rows: readonly LedgerEntry[]): Promise<ToldByResidents> {
  const scanned = [...new Set(rows.flatMap(({ through_member_id: id }) => id ?? []))];
  const members = new Map<string, string>();
  for (const id of scanned) members.set(id, (await find(reading, member, id))?.name ?? '');
  return { remarks: await remarksOn(reading, rows.filter(({ reopened }) => reopened > 0).map(({ id }) => id)), members };
}

/** Nothing where the resident's page had no part in it. */
export function ResidentsSection({ row, told }: { row: LedgerEntry; told: ToldByResidents }) {
  const remarks = told.remarks.get(row.id) ?? [];
  const facts = factsOf(row, told);
  if (remarks.length + facts.length === 0) return null;
  return (
    <Section title="群众自己填的和说的">
      {facts.length > 0 && <Facts facts={facts} />}
      {remarks.map(({ said_by, said_on, words, answered_on, answer }) => (
        <div class="remark">
          <p><strong>{said_on} {said_by && said_by !== row.id ? <>凭<a href={`/${ledgerEntry.path}/${said_by}`}>并入的一条</a>的回执</> : ''}说没有解决：</strong>{words}</p>
          {answer && <p class="quiet">说的是{answered_on}的答复：{answer}</p>}
        </div>
      ))}
    </Section>
  );
}

const factsOf = (row: LedgerEntry, { members }: ToldByResidents): Fact[] => [
  ...(row.through_member_id ? [{ label: '扫的是委员的码', value: members.get(row.through_member_id) }] : []),
  ...(row.language ? [{ label: '页面文字', value: row.language }] : []),
  ...(row.screened ? [{ label: '审看', value: `${screenings[row.screened as keyof typeof screenings]}${row.screened_why ? `（${row.screened_why}）` : ''}` }] : []),
  ...(row.receipt && row.handling_rating ? [{ label: '群众评价', value: `办理过程：${rated(row.handling_rating)}；办理结果：${rated(row.result_rating)}` }] : []),
];

const rated = (rating: number | null): string => (rating ? satisfactions[String(rating) as keyof typeof satisfactions] : '没有评');
