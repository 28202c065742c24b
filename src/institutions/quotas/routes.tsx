import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { all, is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { create } from '#platform/records/write.ts';
import { sectorChoices } from '#institutions/facts.ts';
import { currentTerm } from '#institutions/members/facts.ts';
import { expectOnce } from '#institutions/once.ts';
import { freeSeats, seatsOf, warningsOf, type SectorSeats } from '#institutions/quotas/facts.ts';
import { SeatsSummary } from '#institutions/quotas/pages/seats.tsx';
import { quota, quotaFields, type Quota } from '#institutions/quotas/record.ts';
import { term, type Term } from '#institutions/terms/record.ts';
import { termChoices, termFilter } from '#institutions/terms/facts.ts';

interface Around extends Surroundings {
  sectors: Map<string, string>;
  /** Seats by sector, of every term among the rows and of the one that the summary tells. */
  seats: Map<number, SectorSeats[]>;
  terms: { value: string; label: string }[];
  shown?: { term: number; rows: SectorSeats[]; warnings: string[]; seats: number | null };
}

const quotas = resource<Quota, Around>({
  declared: quota,
  fields: quotaFields,
  newLabel: '登记界别名额',
  async around(reading, rows, visit) {
    const sectors = await sectorChoices(reading);
    const asked = Number(visit.query.get('term')) || ((await currentTerm(reading)) ?? 1);
    const numbers = [...new Set([asked, ...rows.map(({ term: number }) => number)])].slice(0, MOST_TERMS);
    const seats = new Map<number, SectorSeats[]>();
    for (const number of numbers) seats.set(number, await seatsOf(reading, number));
    const [its] = await list<Term>(reading, term, { where: is<Term>('number', asked), limit: 1 });
    const shown = seats.get(asked)!;
    return {
      choices: { sector: sectors }, sectors: new Map(sectors.map(({ value, label }) => [value, label])), seats, terms: await termChoices(reading),
      shown: { term: asked, rows: shown, warnings: warningsOf(shown, its?.seats ?? null), seats: its?.seats ?? null },
    };
  },
  async enter(act, values, how) {
    await expectFitting(act, values);
    return create<Quota>(act, quota, values, how);
  },
  async correct(act, row, values) {
    await expectOpen(act, row.term);
    await expectFitting(act, { ...row, ...values }, row);
    return values;
  },
  effects: {
    async cancel(act, row) {
      await expectOpen(act, row.term);
    },
  },
  known: (_visit, { shown }) => ({ term: shown?.term, reserved: 0 }),
  listing: {
    columns: [
      { key: 'sector', label: '界别', cell: (row, { sectors }) => sectors.get(row.sector_id) ?? '', onCards: 'title', fixed: true },
      { key: 'term', label: '届', cell: (row) => `第${row.term}届`, plain: (row) => row.term, sort: 'term', tight: true },
      { key: 'seats', label: '名额', cell: (row) => row.seats, align: 'end' },
      { key: 'reserved', label: '其中预留', cell: (row) => row.reserved, align: 'end' },
      { key: 'used', label: '已用', cell: (row, around) => seatsFor(row, around)?.used ?? 0, align: 'end' },
      { key: 'free', label: '可用', cell: (row, around) => freeFor(row, around), align: 'end' },
      { key: 'state', label: '状态', cell: (row) => quota.states[row.state as 'set']?.label, tight: true, shown: false },
    ],
    filters: [termFilter(({ terms }) => terms), referenceOn('sector_id', '界别', ({ choices }) => choices.sector ?? []), stateFilter(quota)],
    defaultSort: '-term',
    within: [{ column: 'sector_id', ranked: { table: 'sectors', by: 'rank' } }],
    empty: '还没有登记界别名额。请按本届的名额分配方案逐个界别登记，预留的名额一并填上。',
  },
  above: (_visit, { shown }) => shown && <SeatsSummary {...shown} />,
});

/** A page of the list shows few terms at once. */
const MOST_TERMS = 6;

const seatsFor = (row: Quota, { seats }: Around): SectorSeats | undefined => seats.get(row.term)?.find(({ sector_id }) => sector_id === row.sector_id);

const freeFor = (row: Quota, around: Around): number =>
  freeSeats({ ...(seatsFor(row, around) ?? { sector_id: row.sector_id, sector: null, used: 0, known: 0, non_communist: 0 }), seats: row.seats, reserved: row.reserved }) ?? 0;

async function expectFitting(act: Act, values: Pick<Quota, 'term' | 'sector_id' | 'seats' | 'reserved'>, besides?: Quota): Promise<void> {
  if (values.reserved > values.seats) throw invalid({ reserved: `预留的名额不能多于名额（${values.seats}）。` });
  await expectOpen(act, values.term);
  await expectOnce(act, quota, all(is<Quota>('state', 'set'), is<Quota>('term', values.term), is<Quota>('sector_id', values.sector_id)), 'sector_id', () => `这个界别在第${values.term}届的名额已经登记了，请直接修改。`, besides);
}

/** What a closed term had is kept as it was. */
async function expectOpen(act: Act, number: number): Promise<void> {
  const [closed] = await list<Term>(act, term, { where: all(is<Term>('number', number), is<Term>('state', 'closed')), limit: 1 });
  if (closed) throw new Problem(409, 'term_closed', `第${number}届已经届满，名额不再改动。`);
}

export const mount = (site: Site): void => mountResource(site, quotas);
