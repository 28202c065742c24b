import { sql } from 'kysely';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { counted, type Scope } from '#platform/figures/count.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { source } from '#platform/records/source.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { agreementsPerformed, mediationsSettled, mediationsTaken } from '#duties/opinions/disputes/facts.ts';
import { dispute } from '#duties/opinions/disputes/record.ts';

/** 按纠纷类型: of a year, each number opens the list that it counts. */

export interface CauseRow {
  cause: string;
  taken: number;
  settled: number;
  performed: number;
}

/** More kinds than these a county did not have in one year. */
const MOST = 100;

/** By cause what the figures count in the scope, of what the person may see; the most frequent first. */
export async function byCause(reading: Reading, scope: Scope): Promise<CauseRow[]> {
  const met = (one: typeof mediationsTaken) => sql`count(*) filter (where ${one.where.sql('r')})::int`;
  const { rows } = await sql<CauseRow>`
    select r.cause, count(*)::int as taken, ${met(mediationsSettled)} as settled, ${met(agreementsPerformed)} as performed
    from ${source(reading, dispute.table, 'r')} where ${among(reading, dispute, counted(mediationsTaken, scope))}
    group by r.cause order by taken desc, r.cause limit ${MOST}`.execute(reading.db);
  return rows;
}

const yearIn = (typed: string | null): number => (/^(19|20)\d{2}$/.test(typed ?? '') ? Number(typed) : Number(today().slice(0, 4)));

async function shown(visit: Visit): Promise<Response> {
  const year = yearIn(visit.query.get('year'));
  const scope = { from: `${year}-01-01`, to: `${year}-12-31` };
  return look(visit, async (reading) => {
    const rows = await byCause(reading, scope);
    const opens = (figure: string, n: number, row: CauseRow) =>
      n === 0 ? '0' : <a href={`/${dispute.path}?${new URLSearchParams({ figure, ...scope, ...(row === sum ? {} : { cause: row.cause }) })}`}>{n}</a>;
    const sum: CauseRow = { cause: '合计', taken: 0, settled: 0, performed: 0 };
    for (const row of rows) for (const name of ['taken', 'settled', 'performed'] as const) sum[name] += row[name];
    return page(visit, (
      <Desk frame={frameOf(visit)} title="按纠纷类型">
        <Head
          title={`${year}年矛盾纠纷，按类型`} lead="按受理日期算；每个数字点开就是那几起。" back={{ label: dispute.title, href: `/${dispute.path}` }}
          others={[{ label: `${year - 1}年`, href: `/${dispute.path}/causes?year=${year - 1}` }, ...(year < Number(today().slice(0, 4)) ? [{ label: `${year + 1}年`, href: `/${dispute.path}/causes?year=${year + 1}` }] : [])]}
        />
        <Section title="类型" count={rows.length}>
          <Table<CauseRow>
            caption="按纠纷类型" rows={rows.length > 1 ? [...rows, sum] : rows}
            columns={[
              { key: 'cause', label: '纠纷类型', cell: ({ cause }) => cause, onCards: 'title' },
              { key: 'taken', label: '受理（起）', align: 'end', cell: (row) => opens(mediationsTaken.name, row.taken, row) },
              { key: 'settled', label: '达成协议（起）', align: 'end', cell: (row) => opens(mediationsSettled.name, row.settled, row) },
              { key: 'rate', label: '成功率', align: 'end', cell: ({ taken, settled }) => `${((settled / taken) * 100).toFixed(1)}%` },
              { key: 'performed', label: '已履行（起）', align: 'end', cell: (row) => opens(agreementsPerformed.name, row.performed, row) },
            ]}
          />
        </Section>
      </Desk>
    ));
  });
}

export const mountCauses = (site: Site): void => site.add({ method: 'GET', path: `/${dispute.path}/causes`, handle: shown, readsOnly: true });
