import { choiceOn, daysOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Reading } from '#platform/records/act.ts';
import { chainHref, showChain } from '#duties/crossings/chain-page.tsx';
import { nodesNamed, type Called, type ChainNode } from '#duties/crossings/chain.ts';
import { makeLink, showCandidates, showLinkForm } from '#duties/crossings/linking.tsx';
import { undoing } from '#duties/crossings/making.ts';
import { nodeKindOf } from '#duties/crossings/nodes.ts';
import { downloadOverlaps, showOverlaps } from '#duties/crossings/overlap-page.tsx';
import { eventsOverlapping } from '#duties/crossings/overlap.ts';
import { crossing, crossingFields, crossingKinds, type Crossing } from '#duties/crossings/record.ts';

interface Around extends Surroundings {
  /** The records at both ends that the reader may see, by id. */
  ends: ReadonlyMap<string, ChainNode>;
  called: Called;
}

const kindWords = (record: string, { called }: Pick<Around, 'called'>): string => called[record] ?? nodeKindOf(record)?.declared.title ?? record;
/**
 * What a reader may not see is told by its kind and by nothing else: that there is a link is in the record that he does see, whose matter it is may be
 * somebody's grievance. The same record in the same words as in the picture of the chain, where it is missing altogether.
 */
const endWords = (record: string, id: string, around: Around): string => kindWords(record, around) + (around.ends.has(id) ? `《${around.ends.get(id)!.title}》` : '');

async function endsOf(reading: Reading, rows: readonly Crossing[], called: Called): Promise<Map<string, ChainNode>> {
  const places = rows.flatMap((row) => [{ record: row.from_record, id: row.from_id }, { record: row.to_record, id: row.to_id }]);
  return new Map((await nodesNamed(reading, places, called)).map((node) => [node.id, node]));
}

const crossings = resource<Crossing, Around>({
  declared: crossing,
  fields: crossingFields,
  newLabel: false, // made from the page of a record: 连到别的记录
  around: async (reading, rows, { county: { called } }) => ({ choices: {}, called, ends: await endsOf(reading, rows, called) }),
  effects: { undo: undoing },
  listing: {
    columns: [
      { key: 'from', label: '从', cell: (row, around) => endWords(row.from_record, row.from_id, around), onCards: 'title' },
      { key: 'to', label: '到', cell: (row, around) => endWords(row.to_record, row.to_id, around) },
      { key: 'kind', label: '关系', cell: (row) => crossingKinds[row.kind as 'led_to'], tight: true },
      { key: 'why', label: '为什么', cell: (row) => row.why },
      { key: 'made_on', label: '连接日期', cell: (row) => row.made_on, sort: 'made_on', tight: true },
      { key: 'made_by', label: '谁连的', cell: (row) => row.made_by, tight: true },
      { key: 'state', label: '状态', cell: (row) => crossing.states[row.state as 'standing'].label, tight: true },
    ],
    filters: [choiceOn('kind', '关系', crossingKinds), daysOn('made_on', '连接日期'), stateFilter(crossing)],
    defaultSort: '-made_on',
    empty: '还没有人工连接的关联。请从一条记录的“来龙去脉”里连接。',
  },
  lead: (row, around) => `${endWords(row.from_record, row.from_id, around)} → ${endWords(row.to_record, row.to_id, around)}`,
  facts: (row, around) => [
    { label: '关系', value: crossingKinds[row.kind as 'led_to'] },
    { label: '从', value: endWords(row.from_record, row.from_id, around) },
    { label: '到', value: endWords(row.to_record, row.to_id, around) },
    { label: '为什么', value: row.why },
    { label: '谁连的', value: `${row.made_by}，${row.made_on}` },
  ],
  others: (row, { ends }) => {
    const seen = [{ record: row.from_record, id: row.from_id }, { record: row.to_record, id: row.to_id }].find(({ id }) => ends.has(id));
    return seen ? [{ label: '来龙去脉', href: chainHref(seen) }] : [];
  },
  listOthers: () => [{ label: '同一件事核对', href: '/overlaps' }],
});

export function mount(site: Site): void {
  const tag = crossing.title;
  const chain = '/chain/:record/:id';
  site.add({ method: 'GET', path: chain, handle: showChain, readsOnly: true, api: { summary: '一条记录的来龙去脉', tag } });
  site.add({ method: 'GET', path: `${chain}/linking`, handle: showCandidates });
  site.add({ method: 'GET', path: `${chain}/linking/:other/:otherId`, handle: showLinkForm });
  site.add({ method: 'POST', path: `${chain}/linking/:other/:otherId`, handle: makeLink, api: { summary: '把两条记录连在一起', tag, status: 201 } });
  const query = ['figure', 'from', 'to', 'asof', 'page'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  for (const format of ['csv', 'xlsx'] as const) site.add({ method: 'GET', path: `/overlaps.${format}`, handle: (visit) => downloadOverlaps(visit, format) });
  site.add({ method: 'GET', path: '/overlaps', handle: showOverlaps, readsOnly: true, api: { summary: eventsOverlapping.label, tag, query } });
  mountResource(site, crossings);
}
