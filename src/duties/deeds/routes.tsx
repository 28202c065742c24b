import { committeeChoices, memberChoices } from '#institutions/facts.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { today } from '#platform/time.ts';
import { heldWords } from '#duties/held.ts';
import { correctDeed, enterDeed } from '#duties/deeds/actions.ts';
import { deed, deedFields, deedKinds, type Deed } from '#duties/deeds/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  members: Map<string, string>;
}

const deeds = resource<Deed, Around>({
  declared: deed,
  fields: deedFields,
  newLabel: '登记实事',
  async around(reading) {
    const [committees, members] = [await committeeChoices(reading), await memberChoices(reading)];
    return {
      choices: { committee: committees, member: members },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      members: new Map(members.map(({ value, label }) => [value, label])),
    };
  },
  known: (visit) => ({ member_id: visit.actor.memberId, done_on: today() }),
  enter: enterDeed,
  correct: correctDeed,
  listing: {
    columns: [
      { key: 'deed', label: '实事内容', cell: (row) => row.deed, onCards: 'title', fixed: true },
      { key: 'member', label: '委员', cell: (row, { members }) => doerWords(row, members).replace(/（.*/, '') },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'kind', label: '服务类型', cell: (row) => deedKinds[row.kind as keyof typeof deedKinds] ?? row.kind, tight: true },
      { key: 'done_on', label: '完成时间', cell: doneWords, sort: 'done_on', tight: true },
      { key: 'beneficiaries', label: '受益人数（人）', cell: (row) => beneficiariesWords(row), plain: (row) => row.beneficiaries, align: 'end' },
      { key: 'state', label: '状态', cell: (row) => deed.states[row.state as 'recorded']?.label, tight: true },
    ],
    filters: [
      searchOn(deed, '关键词', '内容、村、成效'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('done_on', '完成时间'),
      stateFilter(deed),
      choiceOn('kind', '服务类型', deedKinds, { more: true }),
    ],
    defaultSort: '-done_on',
    empty: '还没有民生实事记录。办成一件就登记一件，从表格导入也可以。',
  },
  lead: (row, { places, members }) => `${doerWords(row, members)} · ${places.get(row.committee_id ?? '') ?? ''} · ${doneWords(row)}`,
});

/** The member, or the name of a ledger whom no member could be matched with. */
const doerWords = (row: Deed, members: ReadonlyMap<string, string>): string =>
  row.member_id ? (members.get(row.member_id) ?? '') : `${row.doer}（名册中没有对上）`;

function doneWords(row: Deed): string {
  return heldWords({ held_on: row.done_on, precision: row.precision });
}

const beneficiariesWords = (row: Deed): string =>
  row.beneficiaries === null ? '' : `${row.approximate ? '约' : ''}${row.beneficiaries}`;

export const mount = (site: Site): void => mountResource(site, deeds);
