import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { invalid } from '#platform/problems.ts';
import { get } from '#platform/records/read.ts';
import { handover, handoverFields, type Handover } from '#institutions/handovers/record.ts';
import { memberChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';

interface Around extends Surroundings {
  /** Where each kind of record has its pages. */
  paths: ReadonlyMap<string, { path: string; title: string }>;
}

const kindOf = ({ record }: Handover, { paths }: Around): string => paths.get(record)?.title ?? '';

const handovers = resource<Handover, Around>({
  declared: handover,
  fields: handoverFields,
  newLabel: false,
  async around(reading, rows) {
    return { choices: { member: rows.length === 1 ? await memberChoices(reading) : [] }, paths: reading.house.records };
  },
  effects: {
    async assign(act, _row, { contact_id }: { contact_id?: string }) {
      if (!contact_id) return { contact_id: null, contact_name: null };
      const contact = await get<Member>(act, member, contact_id);
      if (contact.state !== 'current') throw invalid({ contact_id: `${contact.name}已不在任，请选一位在任委员。` });
      return { contact_id, contact_name: contact.name };
    },
  },
  facts: (row, around) => [
    { label: '事项', value: <a href={`/${around.paths.get(row.record)?.path}/${row.record_id}`}>{row.title}</a>, wide: true },
    { label: '类别', value: kindOf(row, around) },
    { label: '原委员', value: <a href={`/members/${row.from_id}`}>{row.from_name}</a> },
    { label: '联系人', value: row.contact_name ?? '县政协办公室' },
    { label: '移交', value: `第${row.term}届换届时` },
  ],
  listing: {
    columns: [
      { key: 'title', label: '事项', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'kind', label: '类别', cell: kindOf, tight: true },
      { key: 'from', label: '原委员', cell: (row) => row.from_name, tight: true },
      { key: 'contact', label: '联系人', cell: (row) => row.contact_name ?? '县政协办公室', tight: true },
      { key: 'term', label: '换届', cell: (row) => `第${row.term}届`, plain: (row) => row.term, tight: true },
      { key: 'state', label: '状态', cell: (row) => handover.states[row.state as 'open']?.label, tight: true },
    ],
    filters: [stateFilter(handover)],
    defaultSort: '',
    empty: '没有换届移交的事项。换届时，离任委员没有办完的提案、信息和实事会列在这里。',
  },
});

export const mount = (site: Site): void => mountResource(site, handovers);
