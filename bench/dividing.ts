import { tmpdir } from 'node:os';
import pg from 'pg';
import { figures, slices } from '#county.ts';
import { connectDatabase } from '#platform/database/connect.ts';
import type { SocketAddress } from '#platform/database/embedded.ts';
import { countFigures, type Scope } from '#platform/figures/count.ts';
import { dimensionsFor } from '#platform/figures/deriving.ts';
import type { Dimension } from '#platform/figures/dimension.ts';
import { keepColumns } from '#platform/figures/columns/keeping.ts';
import { composed, dimensionNamed, pairsOf, simply, type Composition } from '#platform/figures/composition.ts';
import { divide } from '#platform/figures/dividing.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { folderStore } from '#platform/files/store.ts';
import { program } from '#platform/identity/actor.ts';
import { reading, type Reading } from '#platform/records/act.ts';
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
    select $1::uuid, uuidv7(), (array['closed','closed','closed','closed','in_hand','in_hand'])[1 + n % 6], 1, '2026-01-15', '2026-01-15', ($2::uuid[])[1 + (n::bigint * 7919) % cardinality($2::uuid[])], n, date '2023-01-01' + (n::bigint * 1095 / $3)::int,
      repeat('群众反映的事项', 5) || n, '第' || n % 200 || '村', (array['visit','reception','telephone','qr','meeting','member'])[1 + n % 6], (array['道路','饮水','环境卫生','养老','医疗','教育'])[1 + n % 6],
      (array['on_spot','transferred','to_county','follow_up'])[1 + n % 4], (array['solved','solved','in_hand','unsolved'])[1 + n % 4], n % 9 = 0, case when n % 9 = 0 then n % 18 = 0 end, n % 300
    from generate_series(1, $3) as n`, [county, committees, DIVIDED]));
  await connected(bare, (client) => client.query(LATER));
  tell('  … counts');
  await fillCounts(bare, county);
  await connected(bare, (client) => client.query('vacuum analyze ledger_entries'));
};

/** The moment as of which the past is asked, and what was changed since: of every five hundredth entry the outcome. */
const THEN = '2026-02-01T00:00:00Z';
const LATER = `
  insert into ledger_entries_history select timestamptz '2026-03-01', l.* from ledger_entries l where number % 500 = 0;
  update ledger_entries set version = 2, changed_at = '2026-03-01', outcome = 'solved', state = 'closed' where number % 500 = 0`;

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

/** By two ways at once, as of a past moment, and of figures that an office put together; each the middle of three. */
export async function dividingFurther(address: SocketAddress, county: string): Promise<Omit<DividedTime, 'byHand'>[]> {
  const database = connectDatabase(address, { statementTimeoutMs: 0 });
  try {
    const house = await openHouse(database.app, slices, folderStore(tmpdir()));
    await keepColumns(house, county); // as each morning
    const found: Omit<DividedTime, 'byHand'>[] = [];
    const told = async (figure: string, by: string, span: Scope, work: (look: Reading) => Promise<unknown>) => {
      const times: number[] = [];
      for (let time = 0; time < TIMES; time += 1) times.push((await timed(() => reading(house, program(county), work))).ms);
      found.push({ figure, by, span: `${span.from}–${span.to}`, ours: middle(times) });
    };
    for (const figure of figures.filter(({ name }) => further.includes(name))) {
      const dimensions = dimensionsFor(house, figure).filter(({ name }) => crossed.includes(name));
      for (const span of spans) {
        for (const [place, row] of dimensions.entries()) {
          await told(`${figure.name}, as of ${THEN.slice(0, 10)}`, row.name, span, (look) => divide({ ...look, asOf: new Date(THEN) }, figure, [row], span));
          for (const column of dimensions.slice(place + 1)) await told(figure.name, `${row.name} × ${column.name}`, span, (look) => divide(look, figure, [row, column], span));
        }
        for (const own of owned(figure.name)) {
          const look = { house, county };
          const { figure: one } = composed(look, own);
          const words = pairsOf(own).map(([key, value]) => `${key}=${value}`).join(' ');
          await told(words, '(the number)', span, (now) => countFigures(now, [one], span));
          await told(words, 'category', span, (now) => divide(now, one, [dimensionNamed(look, one, 'category')], span));
        }
      }
    }
    return found;
  } finally {
    await database.end();
  }
}

const further = ['opinions_received', 'problems_solved'];
const crossed = ['committee_id', 'month', 'state', 'category', 'category_now', 'way', 'handling', 'outcome', 'committee_id.place_kind'];
const owned = (figure: string): Composition[] => [
  { ...simply(figure), parts: [{ dimension: 'way', values: ['visit', 'qr'] }] },
  { ...simply(figure), parts: [{ dimension: 'category_now', values: ['道路'] }, { dimension: 'handling', values: ['on_spot'] }] },
  { ...simply(figure), without: ['disputes_received'], parts: [{ dimension: 'committee_id.place_kind', values: ['town'] }] },
];

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
