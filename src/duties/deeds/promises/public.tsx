import { sql } from 'kysely';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Handler, Visit } from '#platform/http/visit.ts';
import { resident } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import { reading, type Reading } from '#platform/records/act.ts';
import { printedDay, today } from '#platform/time.ts';
import { PublicPage, SheetCard } from '#platform/ui/public.tsx';
import { parameterAt } from '#plans/facts.ts';
import { deed } from '#duties/deeds/record.ts';
import { kindWord, promiseTerms } from '#duties/deeds/words.ts';

/** 公开的承诺: what members promised in public and how it stands, as the committee shows it. Nobody else is named. */

interface Shown {
  deed: string;
  kind: string;
  target: string | null;
  promise_term: string;
  due_on: string;
  state: string;
  done_on: string;
  confirmation: string | null;
  served_n: number;
  place: string | null;
  member: string;
}

/** The newest on one page: older ones were kept or withdrawn long ago. */
const MOST = 300;

async function publishedIn(look: Reading): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select d.deed, d.kind, d.target, d.promise_term, d.due_on, d.state, d.done_on, d.confirmation, d.served_n, c.place, m.name as member from deeds d
    join members m on m.county_id = d.county_id and m.id = d.member_id left join committees c on c.county_id = d.county_id and c.id = d.committee_id
    where d.county_id = ${look.county} and d.published_on is not null and d.promise_term is not null and d.state in ('promised', 'recorded', 'verified', 'fulfilled')
    order by d.published_on desc, d.id limit ${MOST}`.execute(look.db);
  return rows;
}

/** What became of it, in the words of whoever passes by. */
function standingWords({ state, due_on, served_n, confirmation }: Shown): string {
  if (state === 'promised') return `${served_n > 0 ? `已经办了${served_n}件，` : ''}${printedDay(due_on)}前办成${due_on < today() ? '（已经过了期限）' : ''}`;
  if (state === 'fulfilled') return `已兑现，共办了${served_n}件`;
  return state === 'verified' || confirmation === 'done' ? '已兑现' : '已办成，等待确认';
}

const show: Handler = async (visit: Visit) => {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
  const { rows, named } = await reading(visit.house, resident(visit.county.id), async (look) => ({ rows: await publishedIn(look), named: (await parameterAt(look, 'deeds.public_name', today())) === 'name' }));
  const whose = ({ place, member }: Shown): string => (named ? `${member}委员` : '委员') + (place ? `（${place}）` : '');
  if (visit.json) return json(visit, { items: rows.map((row) => ({ deed: row.deed, kind: kindWord(row.kind), term: row.promise_term, due_on: row.due_on, target: row.target, by: whose(row), standing: standingWords(row) })) });
  return page(visit, (
    <PublicPage frame={frameOf(visit)} title="委员承诺的民生实事" lead="委员公开承诺要办的事，办到哪一步，都在这里。">
      {rows.length === 0 && <SheetCard><p>现在还没有公开的承诺。</p></SheetCard>}
      {rows.map((row) => (
        <SheetCard title={row.deed}>
          <p>{whose(row)} · {kindWord(row.kind)} · {promiseTerms[row.promise_term as 'long']}</p>
          {row.target && <p>{row.target}</p>}
          <p><strong>{standingWords(row)}</strong></p>
        </SheetCard>
      ))}
    </PublicPage>
  ));
};

export const mountPublicPromises = (site: Site): void => {
  site.add({ method: 'GET', path: '/promises/:county', open: true, handle: show, api: { summary: '公开的民生实事承诺', tag: deed.title, answer: { type: 'object', properties: { items: { type: 'array', items: { type: 'object' } } } } } });
};
