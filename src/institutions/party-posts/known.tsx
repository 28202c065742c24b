import { sql } from 'kysely';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Repeated } from '#platform/problems.ts';
import { transact, type Act, type Reading } from '#platform/records/act.ts';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Form, freshForm } from '#platform/ui/form.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { officeIn } from '#institutions/offices-called.ts';
import { entering, type OfficesOn } from '#institutions/party-posts/actions.ts';
import { partyPost, type Office } from '#institutions/party-posts/record.ts';

/** An office that a roster told of a person, and that the register of Party posts does not have yet. */
interface Known {
  person_id: string;
  name: string;
  office: Office;
  committee_id: string;
  place: string;
  since: string | null;
}

const path = '/party-posts/known';
const MOST = 500;

/** Brings in what rosters have told of people's Party offices, so that nobody types it a second time. */
export function mountKnown(site: Site, officesOn: OfficesOn): void {
  site.add({ method: 'GET', path, handle: show, readsOnly: true, api: { summary: '人员信息里写了、还没有登记的党内职务', tag: partyPost.title } });
  site.add({ method: 'POST', path, handle: (visit) => bringIn(visit, officesOn), api: { summary: '把人员信息里的党内职务带入登记', tag: partyPost.title, status: 201, body: { type: 'object', properties: { request_id: { type: 'string' } } } } });
}

/** One for each office of a committee: whoever holds the longest post there, since the day of that post. */
async function knownOffices(reading: Reading): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select distinct on (c.rank, c.id, p.party_post) p.id as person_id, p.name, p.party_post as office, c.id as committee_id, c.place, h.since
    from people p
    join committees c on c.county_id = p.county_id and c.place = p.party_place and c.state = 'established'
    left join posts h on h.county_id = p.county_id and h.person_id = p.id and h.committee_id = c.id and h.state = 'holding'
    where p.county_id = ${reading.county} and p.state = 'active' and p.party_post in ('deputy_secretary', 'commissioner')
      and not exists (select from party_posts x where x.county_id = p.county_id and x.committee_id = c.id and x.office = p.party_post and x.state <> 'withdrawn')
    order by c.rank, c.id, p.party_post, (h.id is null), h.since, p.id limit ${MOST}`.execute(reading.db);
  return rows;
}

function expectOffice({ actor }: Visit): void {
  if (!holds(actor, 'county_office')) throw notFound('这个页面');
}

async function show(visit: Visit): Promise<Response> {
  expectOffice(visit);
  const rows = await look(visit, knownOffices);
  if (visit.json) return json(visit, { items: rows });
  return page(visit, (
    <Desk frame={frameOf(visit)} title="带入党内职务">
      <Head title="带入党内职务" lead="名册里写了党内职务、这里还没有登记的人员。带入之后，换人只要办理“交接”。" back={{ label: partyPost.title, href: '/party-posts' }} />
      <Section title="可以带入的" count={rows.length}>
        {rows.length === 0 ? <p>没有要带入的，名册里的党内职务都已登记。</p> : (
          <>
            <Table<Known> caption="可以带入的党内职务" rows={rows} columns={[
              { key: 'name', label: '姓名', cell: ({ name }) => name, onCards: 'title' },
              { key: 'office', label: '党内职务', cell: ({ place, office }) => `${place}${officeIn(visit.county, office)}` },
              { key: 'since', label: '任职日期', cell: ({ since }) => since ?? '不详', tight: true },
            ]} />
            <Form frame={frameOf(visit)} action={path} form={freshForm()} submit={`带入${rows.length}人`} />
          </>
        )}
      </Section>
    </Desk>
  ));
}

async function bringIn(visit: Visit, officesOn: OfficesOn): Promise<Response> {
  const body = await sent(visit);
  expectOffice(visit);
  try {
    const entered = await transact(visit.house, visit.actor, requestId(visit, body), (act) => enterKnown(act, officesOn));
    return visit.json ? json(visit, { entered }, 201) : seeOther(visit, '/party-posts', { tone: 'good', sentence: `已带入${entered}人的党内职务。` });
  } catch (error) {
    if (error instanceof Repeated) return visit.json ? show(visit) : seeOther(visit, '/party-posts');
    throw error;
  }
}

async function enterKnown(act: Act, officesOn: OfficesOn): Promise<number> {
  const known = await knownOffices(act);
  for (const { person_id, office, committee_id, since } of known) await entering(officesOn)(act, { person_id, office, committee_id, since }, {});
  return known.length;
}
