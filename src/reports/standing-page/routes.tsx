import { committee } from '#institutions/committees/record.ts';
import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { is } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Values } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { CommitteePage, CommitteesPage, PlaquePage, SlipPage, type Addresses } from '#reports/standing-page/pages.tsx';
import { committeeContact, contactFields, type CommitteeContact } from '#reports/standing-page/record.ts';
import { shownCommittee, shownCommittees, type PublicCommittee } from '#reports/standing-page/shown.ts';

interface Around extends Surroundings {
  places: ReadonlyMap<string, string>;
}

const contacts = resource<CommitteeContact, Around>({
  declared: committeeContact,
  fields: contactFields,
  newLabel: '登记公开信息',
  async around(reading) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])) };
  },
  known: (visit) => ({ committee_id: ownCommittee(visit.actor) }),
  enter,
  lead: (row, { places }) => places.get(row.committee_id) ?? '',
  others: (row, _around, visit) => [
    { label: '公开页', href: addressesOf(visit, row.committee_id).page, icon: 'search' },
    { label: '打印信息单', href: `/committees/${row.committee_id}/slip`, icon: 'print' },
    { label: '打印门牌', href: `/committees/${row.committee_id}/plaque`, icon: 'print' },
    { label: '打印反映海报', href: `/committees/${row.committee_id}/poster`, icon: 'print' },
  ],
  listing: {
    columns: [
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'address', label: '办公地点', cell: (row) => row.address ?? '' },
      { key: 'hours', label: '接待时间', cell: (row) => row.hours ?? '' },
      { key: 'state', label: '状态', cell: (row) => committeeContact.states[row.state as 'shown']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(committeeContact)],
    defaultSort: '-changed_at',
    empty: '还没有登记公开信息。登记以后，群众扫门牌上的码就能看到在哪里、什么时候有人。',
  },
});

/** Each committee has one: what is there is corrected. */
async function enter(act: Act, values: Values<CommitteeContact>, how: Circumstances): Promise<CommitteeContact> {
  const there = await list(act, committeeContact, { where: is<CommitteeContact>('committee_id', values.committee_id!), limit: 1 });
  if (there.length > 0) throw new Problem(409, 'already_there', '这个联络委的公开信息已经登记过，请打开那一条修改。');
  return create<CommitteeContact>(act, committeeContact, values, how);
}

const baseOf = (visit: Visit): string => `/c/${visit.county.slug}`;

const addressesOf = (visit: Visit, id: string): Addresses => {
  const origin = publicOrigin(visit.context);
  return { page: `${origin}${baseOf(visit)}/${id}`, report: `${origin}/r/${visit.county.slug}/${id}` };
};

/** Public pages are of the county in their address, whoever is signed in. */
function ofThisCounty(visit: Visit): void {
  if (visit.param('county') !== visit.county.slug) throw notFound('这个县的页面');
}

async function shown(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  const at = await standing(visit, visit.param('committee'));
  if (visit.json) return json(visit, at);
  return page(visit, <CommitteePage frame={frameOf(visit)} at={at} report={`/r/${visit.county.slug}/${at.id}`} topics={`/t/${visit.county.slug}?committee=${at.id}`} />);
}

async function standing(visit: Visit, id: string): Promise<PublicCommittee> {
  const at = await shownCommittee(visit.house, visit.county.id, id, today());
  if (!at) throw notFound('这个联络委');
  return at;
}

async function all(visit: Visit): Promise<Response> {
  ofThisCounty(visit);
  return page(visit, <CommitteesPage frame={frameOf(visit)} base={baseOf(visit)} proposals={`/p/${visit.county.slug}`} committees={await shownCommittees(visit.house, visit.county.id)} />);
}

/** Printed by those who are signed in: what is public, with the codes that lead there. */
const printed = (Paper: typeof SlipPage): Handler => async (visit) => {
  const { id } = await look(visit, (reading) => get(reading, committee, visit.param('id')));
  return page(visit, <Paper frame={frameOf(visit)} at={await standing(visit, id)} addresses={addressesOf(visit, id)} />);
};

export function mount(site: Site): void {
  site.add({ method: 'GET', path: '/c/:county', open: true, handle: all });
  site.add({ method: 'GET', path: '/c/:county/:committee', open: true, handle: shown, api: { summary: '联络委公开信息', tag: committeeContact.title } });
  site.add({ method: 'GET', path: '/committees/:id/slip', handle: printed(SlipPage) });
  site.add({ method: 'GET', path: '/committees/:id/plaque', handle: printed(PlaquePage) });
  mountResource(site, contacts);
}
