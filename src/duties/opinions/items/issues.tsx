import { sql } from 'kysely';
import { committeeChoices } from '#institutions/facts.ts';
import { page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

/** The issues of a year in the order of their numbers: the county's series, then those of the committees. */

const path = '/opinion-issues';
/** A county's year has fewer issues; the list of items has them all. */
const MOST = 1_000;

async function show(visit: Visit): Promise<Response> {
  return look(visit, async (reading) => {
    const years = await yearsIssued(reading);
    const asked = visit.query.get('year') ?? '';
    const year = /^\d{4}$/.test(asked) ? Number(asked) : (years[0] ?? Number(today().slice(0, 4)));
    const found = await list(reading, opinionItem, { where: is<OpinionItem>('issue_year', year), order: [{ column: 'issue' }], limit: MOST });
    const rows = [...found.filter(({ issuer_id }) => !issuer_id), ...found.filter(({ issuer_id }) => issuer_id)];
    const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
    const frame = frameOf(visit);
    return page(visit, (
      <Desk frame={frame} title="已印发各期">
        <Head title="已印发各期" lead={`${year}年印发${rows.length}期。`} back={{ label: opinionItem.title, href: `/${opinionItem.path}` }} />
        {years.length > 0 && <Views views={{ saved: years.map((one) => ({ label: `${one}年`, href: `${path}?year=${one}` })) }} here={{ ...frame.here, query: new URLSearchParams({ year: String(year) }) }} />}
        <section class="card list" aria-label={`${year}年`}>
          {rows.length === 0 ? <Empty title={`${year}年还没有印发`} sentence="签发以后点“印发”，期号自动顺着编。" /> : (
            <Table<OpinionItem>
              caption={`${year}年印发的社情民意信息`} rows={rows} href={({ id }) => `/${opinionItem.path}/${id}`}
              columns={[
                { key: 'issue', label: '期号', cell: ({ issue }) => `第${issue}期`, tight: true },
                { key: 'total', label: '总期号', cell: ({ issue_total }) => issue_total ?? '', align: 'end' },
                { key: 'title', label: '标题', cell: ({ title }) => title, onCards: 'title' },
                { key: 'issuer', label: '编印', cell: ({ issuer_id }) => (issuer_id ? `${places.get(issuer_id) ?? ''}联络委` : '县政协'), tight: true },
                { key: 'from', label: '反映', cell: ({ committee_id }) => places.get(committee_id ?? '') ?? '', tight: true },
                { key: 'issued_on', label: '印发时间', cell: ({ issued_on }) => issued_on, tight: true },
                { key: 'outcomes', label: '采用', cell: ({ outcomes }) => outcomes || '', align: 'end' },
                { key: 'instructions', label: '批示', cell: ({ instructions }) => instructions || '', align: 'end' },
              ]}
            />
          )}
        </section>
      </Desk>
    ));
  });
}

/** Years with issues that the person may see, the latest first. */
async function yearsIssued(reading: Reading): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select distinct r.issue_year as year from opinion_items r where ${among(reading, opinionItem)} and r.issue is not null order by year desc limit 50`.execute(reading.db);
  return rows.map(({ year }) => year);
}

export const mountIssues = (site: Site): void => site.add({ method: 'GET', path, handle: show, readsOnly: true });
