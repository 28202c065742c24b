import { sql } from 'kysely';
import { countFigures } from '#platform/figures/count.ts';
import type { Figure } from '#platform/figures/figure.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { committeesServed, holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { among } from '#platform/records/read.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { committeesNow } from '#institutions/facts.ts';
import { countsAsDone, deedsChecked, deedsConfirmed, deedsDenied, deedsDone, deedsFailed, deedsPassed, deedsStruck, deedsVerified } from '#duties/deeds/facts.ts';
import { deed } from '#duties/deeds/record.ts';
import { otherYears, yearAsked, type YearAsked } from '#duties/deeds/span.ts';
import { kindWord } from '#duties/deeds/words.ts';

/** 登记与确认: what was claimed, what those who were helped confirm, what the committee verified and the county looked at, side by side. None stands for another. */

const shown: readonly Figure[] = [deedsDone, deedsConfirmed, deedsDenied, deedsVerified, deedsChecked, deedsPassed, deedsFailed, deedsStruck];
const heads: Readonly<Record<string, string>> = {
  [deedsDone.name]: '登记', [deedsConfirmed.name]: '受益人确认', [deedsDenied.name]: '说没有办', [deedsVerified.name]: '核实',
  [deedsChecked.name]: '抽查', [deedsPassed.name]: '属实', [deedsFailed.name]: '不属实', [deedsStruck.name]: '不予认定',
};

interface Line {
  place: string;
  committee?: string;
  numbers: ReadonlyMap<string, number>;
}

interface KindLine {
  kind: string;
  n: number;
  beneficiaries: number;
  hours: number;
}

async function linesOf(reading: Reading, asked: YearAsked): Promise<Line[]> {
  const served = committeesServed(reading.actor, 'worker', 'director', 'deputy_director');
  const all = holds(reading.actor, 'county_office', 'chair', 'auditor');
  const places = (await committeesNow(reading)).filter(({ id }) => all || served.includes(id));
  const lines: Line[] = [];
  for (const { id, place } of places) lines.push({ place, committee: id, numbers: await countFigures(reading, shown, { ...asked, committee: id }) });
  return all || lines.length > 1 ? [...lines, { place: '合计', numbers: await countFigures(reading, shown, asked) }] : lines;
}

/** A county names fewer kinds than this. */
const MOST_KINDS = 60;

async function kindsOf(reading: Reading, { from, to }: YearAsked): Promise<KindLine[]> {
  const { rows } = await sql<KindLine>`
    select r.kind, count(*)::int as n, coalesce(sum(r.beneficiaries), 0)::int as beneficiaries, coalesce(sum(r.hours), 0)::float8 as hours from deeds r
    where ${among(reading, deed, countsAsDone)} and r.done_on between ${from}::date and ${to}::date group by r.kind order by n desc, r.kind limit ${MOST_KINDS}`.execute(reading.db);
  return rows;
}

async function show(visit: Visit): Promise<Response> {
  if (!holds(visit.actor, 'county_office', 'chair', 'auditor', 'worker', 'director', 'deputy_director')) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const asked = yearAsked(visit.query);
    const [lines, kinds] = [await linesOf(reading, asked), await kindsOf(reading, asked)];
    if (visit.json) return json(visit, { year: asked.year, places: lines.map(({ place, numbers }) => ({ place, ...Object.fromEntries(numbers) })), kinds });
    const frame = frameOf(visit);
    const link = (figure: string, committee?: string) => `/${deed.path}?figure=${figure}&from=${asked.from}&to=${asked.to}${committee ? `&committee=${committee}` : ''}`;
    return page(visit, (
      <Desk frame={frame} title="登记与确认">
        <Head title="登记与确认" lead={`${asked.year}年。委员登记的、受益人确认的、联络委核实的、县里抽查的各算各的，谁也不代替谁。`} back={{ label: deed.title, href: `/${deed.path}` }} others={otherYears(asked.year, frame.here.path)} />
        <Section title="各联络委">
          <Table<Line>
            caption="各联络委的登记与确认（件）"
            rows={lines}
            columns={[
              { key: 'place', label: '联络委', cell: ({ place }) => place, onCards: 'title' },
              ...shown.map(({ name }) => ({ key: name, label: heads[name]!, align: 'end' as const, cell: ({ numbers, committee }: Line) => <a href={link(name, committee)}>{numbers.get(name) ?? 0}</a> })),
            ]}
          />
        </Section>
        <Section title="各类服务">
          <Table<KindLine>
            caption="各类服务"
            rows={kinds}
            columns={[
              { key: 'kind', label: '服务类型', cell: ({ kind }) => <a href={`/${deed.path}?kind=${encodeURIComponent(kind)}&done_on_from=${asked.from}&done_on_to=${asked.to}`}>{kindWord(kind)}</a>, onCards: 'title' },
              { key: 'n', label: '登记（件）', cell: ({ n }) => n, align: 'end' },
              { key: 'beneficiaries', label: '受益（人次）', cell: ({ beneficiaries }) => beneficiaries, align: 'end' },
              { key: 'hours', label: '服务时长（小时）', cell: ({ hours }) => hours, align: 'end' },
            ]}
          />
        </Section>
        <Section title="这些数怎么算">
          <dl class="facts">{shown.map(({ label, definition }) => <div class="fact wide"><dt>{label}</dt><dd>{definition}</dd></div>)}</dl>
        </Section>
      </Desk>
    ));
  });
}

export const mountStanding = (site: Site): void => {
  site.add({ method: 'GET', path: `/${deed.path}/standing`, handle: show, readsOnly: true, api: { summary: '民生实事的登记与确认', tag: deed.title, query: [{ name: 'year', in: 'query', schema: { type: 'integer' } }], answer: { type: 'object' } } });
};
