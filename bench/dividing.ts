import { tmpdir } from 'node:os';
import pg from 'pg';
import { figures, slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import type { Scope } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { reading } from '#platform/records/act.ts';
import { openHouse } from '#platform/records/house.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { connected, fillCounts, type Content } from './fill.ts';

/** Every figure of the ledger by everything that divides it, over three years and over one, beside the plainest query that a hand would write. */
export const DIVIDED = 1_000_000;
const TIMES = 3;
const spans: readonly Scope[] = [{ from: '2023-01-01', to: '2025-12-31' }, { from: '2025-01-01', to: '2025-12-31' }];

/** A ledger that is filled in as people fill theirs: most entries have a way, a category, a handling and an outcome. */
export const ledgerToDivide = (tell: (line: string) => void): Content => async ({ bare, county, committees }) => {
  tell(`  … ${DIVIDED.toLocaleString('en')} entries`);
  await connected(bare, (client) => client.query(
    `insert into ledger_entries (county_id, id, state, version, changed_at, created_at, committee_id, number, received_on, matter, place, way, category, handling, outcome, dispute, settled, people_affected)
    select $1::uuid, uuidv7(), (array['closed','closed','closed','closed','in_hand','in_hand'])[1 + n % 6], 1, now(), now(), ($2::uuid[])[1 + (n::bigint * 7919) % cardinality($2::uuid[])], n, date '2023-01-01' + (n::bigint * 1095 / $3)::int,
      repeat('群众反映的事项', 5) || n, '第' || n % 200 || '村', (array['visit','reception','telephone','qr','meeting','member'])[1 + n % 6], (array['道路','饮水','环境卫生','养老','医疗','教育'])[1 + n % 6],
      (array['on_spot','transferred','to_county','follow_up'])[1 + n % 4], (array['solved','solved','in_hand','unsolved'])[1 + n % 4], n % 9 = 0, case when n % 9 = 0 then n % 18 = 0 end, n % 300
    from generate_series(1, $3) as n`, [county, committees, DIVIDED]));
  tell('  … counts');
  await fillCounts(bare, county);
  await connected(bare, (client) => client.query('vacuum analyze ledger_entries'));
};

export interface DividedTime {
  figure: string;
  by: string;
  span: string;
  ours: number;
  byHand: number;
}

const middle = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!;

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { ms: performance.now() - began, result };
}

/** Milliseconds of each division, ours through rights and declarations, the hand's as a superuser. Both must tell the same. */
export async function dividing(address: SocketAddress, bare: SocketAddress, county: string): Promise<DividedTime[]> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  const client = new pg.Client(bare);
  await client.connect();
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    const found: DividedTime[] = [];
    for (const figure of figures.filter(({ record, derived }) => record === ledgerEntry.name && !derived)) {
      for (const by of dimensionsFor(house, figure)) {
        for (const span of spans) {
          const [ours, hands]: [number[], number[]] = [[], []];
          for (let time = 0; time < TIMES; time += 1) {
            const mine = await timed(() => reading(house, program(county), (look) => divide(look, figure, [by], span)));
            const hand = await timed(() => handWritten(client, county, figure, by, span));
            if (hand.result && JSON.stringify(hand.result) !== JSON.stringify(plain(mine.result))) throw new Error(`${figure.name} by ${by.name}: the hand counts otherwise`);
            ours.push(mine.ms);
            hands.push(hand.ms);
          }
          found.push({ figure: figure.name, by: by.name, span: `${span.from!.slice(0, 4)}–${span.to!.slice(0, 4)}`, ours: middle(ours), byHand: middle(hands) });
        }
      }
    }
    return found;
  } finally {
    await client.end();
    await database.end();
  }
}

const plain = (shares: readonly { keys: readonly string[]; n: number }[]) => shares.map(({ keys: [key], n }) => [key!, n] as const).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** What each figure counts, as somebody would write it who knows the table. */
const conditions: Readonly<Record<string, string>> = {
  opinions_received: `state <> 'void'`, matters_received: `state not in ('void', 'merged')`,
  problems_solved: `state not in ('void', 'merged') and outcome = 'solved'`, disputes_received: `state not in ('void', 'merged') and dispute`,
};

const periods: Readonly<Record<string, string>> = { month: `to_char(received_on, 'YYYY-MM')`, quarter: `to_char(received_on, 'YYYY"-Q"Q')`, year: `to_char(received_on, 'YYYY')` };

/** Only of figures and columns that need no knowledge of the program; undefined of the others. */
async function handWritten(client: pg.Client, county: string, figure: Figure, by: Dimension, { from, to }: Scope) {
  const where = conditions[figure.name];
  const [column] = by.columns;
  const key = periods[by.name] ?? (by.name === column ? (by.words?.['true'] ? `coalesce(${column}, false)::text` : `coalesce(${column}::text, '-')`) : undefined);
  if (!where || !key) return undefined;
  const { rows } = await client.query<{ key: string; n: number }>(`select ${key} as key, count(*)::float8 as n from ledger_entries where county_id = $1 and received_on between $2 and $3 and ${where} group by 1`, [county, from, to]);
  return plain(rows.map(({ key: one, n }) => ({ keys: [one], n })));
}
