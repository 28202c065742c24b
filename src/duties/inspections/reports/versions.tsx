import type { Child } from 'hono/jsx';
import { sql } from 'kysely';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { shownMoment } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section as Card } from '#platform/ui/detail.tsx';
import { Head } from '#platform/ui/head.tsx';
import { WordChanges, WordChangesKey } from '#platform/ui/word-changes.tsx';
import { wordChanges, type WordRun } from '#platform/word-changes.ts';
import { sectionNames, sections, visitReport, type Section, type VisitReport } from '#duties/inspections/reports/record.ts';

/** 修改过程: every text that was saved, each against the one before. Nothing is kept for it: superseded versions of a record stay anyway. */

export interface SavedText extends Pick<VisitReport, 'title' | Section> {
  /** 1 is the first text. */
  n: number;
  at: Date;
  /** Who saved it, as the journal says. */
  by: string;
}

/** More acts on one report nobody takes. */
const MOST_ACTS = 500;

/** The texts in the order in which they were saved; acts that left the words alone are no versions. */
export async function savedTexts(reading: Reading, id: string): Promise<SavedText[]> {
  const { rows } = await sql<Omit<SavedText, 'n'>>`
    select v.title, v.basic, v.practices, v.problems, v.advice, v.changed_at as at, coalesce((
      select j.content::jsonb #>> '{actor,name}' from journal j
      where j.county_id = ${reading.county} and j.record = ${visitReport.name} and j.record_id = ${id} and j.at = v.changed_at order by j.seq limit 1), '') as by
    from (
      select version, title, basic, practices, problems, advice, changed_at from visit_reports where county_id = ${reading.county} and id = ${id}
      union all select version, title, basic, practices, problems, advice, changed_at from visit_reports_history where county_id = ${reading.county} and id = ${id}
    ) v order by v.version limit ${MOST_ACTS}`.execute(reading.db);
  return rows.filter((row, place) => place === 0 || !sameText(row, rows[place - 1]!)).map((row, place) => ({ ...row, n: place + 1 }));
}

type Text = Pick<VisitReport, 'title' | Section>;

const sameText = (one: Text, other: Text): boolean => one.title === other.title && sectionNames.every((name) => one[name] === other[name]);

/** What changed from one text to the next, by its parts; a part that stayed as it was is left out. */
export const changesBetween = (older: Text, newer: Text): { label: string; runs: WordRun[] }[] => [
  ...(older.title === newer.title ? [] : [{ label: '标题', runs: wordChanges(older.title, newer.title) }]),
  ...sectionNames.filter((name) => (older[name] ?? '') !== (newer[name] ?? '')).map((name) => ({ label: sections[name], runs: wordChanges(older[name] ?? '', newer[name] ?? '') })),
];

async function show(visit: Visit): Promise<Response> {
  const { row, texts } = await look(visit, async (reading) => {
    const found = await get<VisitReport>(reading, visitReport, visit.param('id'));
    return { row: found, texts: await savedTexts(reading, found.id) };
  });
  if (visit.json) return json(visit, { items: texts });
  const asked = Number(visit.query.get('version'));
  const shown = texts.find(({ n }) => n === asked) ?? texts.at(-1)!;
  const before = texts.find(({ n }) => n === shown.n - 1);
  return page(visit, (
    <Desk frame={frameOf(visit)} title="修改过程" width="narrow">
      <Head title="修改过程" lead={`第${shown.n}稿（${shown.by}，${shownMoment(shown.at)}）${before ? `，对照第${before.n}稿` : ''}`} back={{ label: row.title, href: `/${visitReport.path}/${row.id}` }} />
      {before && <Changed older={before} newer={shown} />}
      <Card title={`第${shown.n}稿全文`}>
        {sectionNames.filter((name) => shown[name]).map((name): Child => <div class="report-part"><h3>{sections[name]}</h3><div class="long-text">{shown[name]}</div></div>)}
        {sectionNames.every((name) => !shown[name]) && <p class="quiet">还没有文字。</p>}
      </Card>
      <Card title="各稿" count={texts.length}>
        <ol class="links">{texts.toReversed().map(({ n, at, by }) => <li>{n === shown.n ? <strong>第{n}稿</strong> : <a href={`/${visitReport.path}/${row.id}/versions?version=${n}`}>第{n}稿</a>}　{by}　{shownMoment(at)}</li>)}</ol>
      </Card>
    </Desk>
  ));
}

const Changed = ({ older, newer }: { older: Text; newer: Text }): Child => (
  <Card title="改了什么">
    <WordChangesKey />
    {changesBetween(older, newer).map(({ label, runs }) => <div class="report-part"><h3>{label}</h3><WordChanges runs={runs} /></div>)}
  </Card>
);

export function mountVersions(site: Site): void {
  site.add({ method: 'GET', path: `/${visitReport.path}/:id/versions`, handle: show, readsOnly: true, api: { summary: '报告的各稿', tag: visitReport.title, query: [{ name: 'version', in: 'query', description: '第几稿；不填为最新一稿', schema: { type: 'integer' } }] } });
}
