import { randomUUID } from 'node:crypto';
import type { Request } from 'autocannon';
import type { FilledCounty } from './fill.ts';
import { ask } from './fill.ts';
import { chance, searched, vocabulary } from './rows.ts';

/** One thing that people do very often, asked of the program and of the hand-written server with the same data. */
export interface Operation {
  name: string;
  ours: Request[];
  bare: Request[];
  /** What the answers of both must agree in; undefined for writes. */
  same?: (answer: unknown) => string;
  /** The least share of the hand-written rate that we aim for. */
  aim: number;
}

const asked = 200;
const total = (answer: unknown) => String((answer as { total: number }).total);
const ids = (answer: unknown) => (answer as { items: { id: string }[] }).items.map(({ id }) => id).join();

export async function operationsOn(county: FilledCounty): Promise<Operation[]> {
  const read = [listing(county), ...Object.entries(searched).map(([kind, rank]) => searching(kind, vocabulary[rank - 1]!))];
  return [
    ...read.map(anew),
    ...read.map(again),
    creating(county),
    await stepping(county),
    counting(),
    speaking(),
  ];
}

/** Township, state and month, newest first, 50 rows and the total. */
function listing({ committees }: FilledCounty): Operation {
  const random = chance(1);
  const filters = Array.from({ length: asked }, () => {
    const month = `${2023 + Math.floor(random() * 3)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}`;
    return { committee: committees[Math.floor(random() * committees.length)]!, state: 'closed', from: `${month}-01`, to: `${month}-28` };
  });
  return {
    name: 'list: township, state, month; 50 newest and total',
    ours: filters.map(({ committee, state, from, to }) => ({ path: `/api/v1/ledger?committee_id=${committee}&state=${state}&received_on_from=${from}&received_on_to=${to}` })),
    bare: filters.map((filter) => ({ path: `/list?${new URLSearchParams(filter)}` })),
    same: total,
    aim: 0.7,
  };
}

function searching(kind: string, word: string): Operation {
  const q = encodeURIComponent(word);
  return { name: `search: a ${kind} two-character word, 50 newest`, ours: [{ path: `/api/v1/ledger?q=${q}` }], bare: [{ path: `/search?q=${q}` }], same: ids, aim: 0.7 };
}

/** Both ask the database: nothing that was kept is used (http/kept-answers.ts). The only fair comparison, and the one with an aim. */
const anew = (operation: Operation): Operation => ({
  ...operation, ours: operation.ours.map((request) => ({ ...request, headers: { 'cache-control': 'no-cache' } })),
});

/** Ours answers from memory while the hand-written server asks the database: what readers gain, no measure of how well we ask. */
const again = (operation: Operation): Operation => ({ ...operation, name: `${operation.name}; asked again, ours from memory`, aim: 0 });

const asJson = { 'content-type': 'application/json' };

function creating({ committees }: FilledCounty): Operation {
  const random = chance(2);
  const bodies = Array.from({ length: asked }, () =>
    JSON.stringify({
      committee_id: committees[Math.floor(random() * committees.length)],
      received_on: '2025-12-15',
      way: 'visit',
      place: `${vocabulary[Math.floor(random() * vocabulary.length)]}村`,
      matter: Array.from({ length: 30 }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(''),
    }),
  );
  return {
    name: 'create (ours with rights, journal, counts, number)',
    ours: bodies.map((body) => ({ method: 'POST', path: '/api/v1/ledger', body, setupRequest: identified })),
    bare: bodies.map((body) => ({ method: 'POST', path: '/create', body, headers: asJson })),
    aim: 0.5,
  };
}

/** Each request of ours has an id of its own, as those of the pages have. */
const identified = (request: Request): Request => ({ ...request, headers: { ...request.headers, ...asJson, 'idempotency-key': randomUUID() } });

async function stepping({ bare, id }: FilledCounty): Promise<Operation> {
  const rows = await ask<{ id: string }>(bare, `select id from ledger_entries where county_id = '${id}' and state in ('received', 'in_hand') order by id limit ${asked * 2}`);
  const body = JSON.stringify({ handling: 'transferred' });
  return {
    name: 'step (ours with rights, journal, counts, history)',
    ours: rows.slice(0, asked).map((row) => ({ method: 'POST', path: `/api/v1/ledger/${row.id}/handling`, body, setupRequest: identified })),
    bare: rows.slice(asked).map((row) => ({ method: 'POST', path: `/step?id=${row.id}`, body, headers: asJson })),
    aim: 0.5,
  };
}

const period = 'from=2025-01-01&to=2025-12-31';

/** The aim is that one asked alone takes less than 100 ms at 1,000,000 rows. */
function speaking(): Operation {
  return { name: 'the speech: its text, figures and claims (bare: kept counts only)', ours: [{ path: `/api/v1/speech?${period}` }], bare: [{ path: `/figures?${period}` }], aim: 0 };
}

function counting(): Operation {
  return { name: 'all figures, ratios and claims (bare: kept counts only)', ours: [{ path: `/api/v1/figures?${period}` }], bare: [{ path: `/figures?${period}` }], aim: 0 };
}
