import type pg from 'pg';
import { claims, figures, ratios } from '#county.ts';
import { openOffice } from '#institutions/office.ts';
import { program } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { transact, type Act, type House } from '#platform/records/act.ts';
import { foundCounty, putAsideUnfinished, showCounty } from '#platform/records/county.ts';
import { list } from '#platform/records/read.ts';
import { create, take } from '#platform/records/write.ts';
import { begin, restate, send } from '#reports/sharing/actions.ts';
import { accept } from '#reports/sharing/asking.ts';
import { definedBy } from '#reports/sharing/defined.ts';
import { drifted, prepare } from '#reports/sharing/filling.ts';
import { sharedFigure, type SharedFigure } from '#reports/sharing/figures/record.ts';
import { takeIn } from '#reports/sharing/incoming.ts';
import { newKey, signed } from '#reports/sharing/keys.ts';
import { spansOver } from '#reports/sharing/periods.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { publish } from '#reports/sharing/required-routes.tsx';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { enterSibling } from '#reports/sharing/sibling-routes.tsx';
import { publishStandings } from '#reports/sharing/standings.ts';
import { DEMO_PASSWORD } from './institutions.ts';
import type { Chance } from './chance.ts';
import { dayIn, type Life } from './life.ts';

const declared = { figures, ratios, claims };

/** The invented prefecture above the invented county. No such prefecture exists. */
const prefecture = { slug: 'prefecture', name: '岚州', bodyName: '政协岚州委员会' } as const;

/** What it asks: how often, and about how much a county of its size has (for the invented siblings). */
const wanted = [
  { figure: 'opinions_received', rhythm: 'month', about: 60 }, { figure: 'opinion_items_issued', rhythm: 'month', about: 12 }, { figure: 'deeds_done', rhythm: 'month', about: 18 },
  { figure: 'inspections_held', rhythm: 'quarter', about: 20 }, { figure: 'deeds_verified_rate', rhythm: 'quarter', about: 40 }, { figure: 'consultations_held', rhythm: 'half', about: 16 },
] as const;

const siblings = ['青岩县', '临溪县', '白沙县', '南屏县', '云门县', '长滩县', '石门县', '小河县', '大田县', '东岭县', '岩口县'];

export interface Prefecture {
  id: string;
  required: RequiredFigure[];
}

/** Founds it, with a log-in and what it asks of its counties. Unseen until its county has been loaded. */
export async function foundPrefecture(owner: pg.Pool, house: House, since: string): Promise<Prefecture> {
  await putAsideUnfinished(owner, prefecture.slug);
  const id = await foundCounty(owner, { ...prefecture, level: 'prefecture', invented: true, secondFactor: 'optional', ready: false });
  const required = await transact(house, program(id), null, async (act) => {
    await openOffice(act, { role: 'superior_office', name: '罗文清', position: '州政协办公室', login: 'prefecture', password: DEMO_PASSWORD, since });
    const rows: RequiredFigure[] = [];
    for (const { figure, rhythm } of wanted) {
      const row = await create<RequiredFigure>(act, requiredFigure, { ...definedBy(act.house, declared, { figure, conditions: '' }), rhythm, due_days: 10, small: 5 });
      rows.push(await take<RequiredFigure>(act, requiredFigure, row.id, 'publish', { effect: async (publishing, one) => ({ ...(await publish(publishing, one, {})), published_on: since }) }));
    }
    return rows;
  });
  return { id, required };
}

/** The county agrees to share, and reports each month; one number is held back, one is corrected where the records moved on. */
export function sharesWithPrefecture({ on, office, program: maker, year, until }: Life, above: Prefecture): void {
  let id: string;
  on(dayIn(year, 1, 16), office, async (act) => {
    const row = await create<Sharing>(act, sharing, { superior_name: prefecture.bodyName, superior_id: above.id, names_shown: false, sends: 'due' });
    ({ id } = row);
    await take<Sharing>(act, sharing, id, 'begin', { input: { agreed_by: '县政协主席会议', agreed_on: dayIn(year, 1, 15), document_no: `岚协办发〔${year}〕3号` }, effect: begin });
    await accept(act, declared, id, above.required.map((one) => one.id), dayIn(year, 1, 1));
  });
  const months = spansOver('month', dayIn(year, 1, 1), until);
  for (const { key, to } of months) {
    const day = new Date(Date.parse(to) + 11 * 86_400_000).toISOString().slice(0, 10);
    if (key === months.at(-1)!.key) on(day, office, (act) => holdOne(act, id, day));
    on(day, maker, (act) => report(act, id, day));
  }
  on(until, office, async (act) => {
    const [moved] = await drifted(act, declared, id);
    if (moved) await take<SharedFigure>(act, sharedFigure, moved.row.id, 'restate', { input: { said: '报送后有补登和更正，按现在的记录重数。' }, effect: restate(declared) });
  });
}

async function holdOne(act: Act, id: string, day: string): Promise<void> {
  const [under] = await list<Sharing>(act, sharing, { where: is<Sharing>('id', id), limit: 1 });
  await prepare(act, declared, under!, day);
  const [open] = await list<SharedFigure>(act, sharedFigure, { where: is<SharedFigure>('state', 'prepared'), order: [{ column: 'to_on', descending: true }], limit: 1 });
  if (open) await take<SharedFigure>(act, sharedFigure, open.id, 'hold', { input: { said: '月底有两期还在补登，核对后再报。' } });
}

async function report(act: Act, id: string, day: string): Promise<void> {
  const [under] = await list<Sharing>(act, sharing, { where: is<Sharing>('id', id), limit: 1 });
  await prepare(act, declared, under!, day);
  const open = await list<SharedFigure>(act, sharedFigure, { where: is<SharedFigure>('state', 'prepared'), limit: 50 });
  for (const one of open.filter(({ due_on }) => due_on <= day)) await take<SharedFigure>(act, sharedFigure, one.id, 'send', { effect: send });
}

/** Eleven counties with machines of their own: numbers only, each in a file that it signed. */
export async function siblingsReport(owner: pg.Pool, house: House, { id, required }: Prefecture, { chance, year, until }: Pick<Life, 'chance' | 'year' | 'until'>): Promise<void> {
  const maker = program(id);
  for (const [n, name] of siblings.entries()) {
    const key = newKey();
    const scale = 0.4 + chance.below(120) / 100;
    const content = {
      kind: 'figures', county: name, superior: prefecture.bodyName, serial: 1, made_at: new Date().toISOString(), names_shown: n % 4 === 0, agreed_by: null, document_no: null,
      figures: required.flatMap((one, at) => spansOver(one.rhythm as 'month', dayIn(year, 1, 1), until).map((span) => reported(one, span, scale * wanted[at]!.about, chance))),
    };
    await transact({ ...house, indexSoon: undefined }, maker, null, async (act) => {
      await enterSibling(act, { name, fingerprint: key.fingerprint, since: dayIn(year, 1, 15) });
      await takeIn(act, JSON.stringify(signed(key, content)));
      act.notices.length = 0; // the standings are reckoned once, when all are here
    });
  }
  await publishStandings(house, id);
  await showCounty(owner, id);
}

function reported(one: RequiredFigure, { key, from, to }: { key: string; from: string; to: string }, about: number, chance: Chance) {
  const many = Math.max(1, Math.round(about * (0.7 + chance.below(60) / 100)));
  const share = one.kind === 'ratio' ? { value: null, numerator: Math.round(many * (0.5 + chance.below(50) / 100)), denominator: many } : { value: many, numerator: null, denominator: null };
  return {
    required: one.id, label: one.label, unit: one.unit, decimals: one.decimals, definition: one.definition, digest: one.digest, period: key, from, to, ...share,
    as_of: new Date(`${to}T15:59:00Z`).toISOString(), revision: 1, reason: null,
  };
}
