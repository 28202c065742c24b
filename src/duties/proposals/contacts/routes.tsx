import { unitChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { correctTalk, effects, noteTalk } from '#duties/proposals/contacts/actions.ts';
import { contactFields, proposalContact, type ProposalContact } from '#duties/proposals/contacts/record.ts';
import { stages, ways } from '#duties/proposals/contacts/words.ts';
import { handlers, subjectOf } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  /** The one proposal of which a talk is noted, or was. */
  about?: Proposal;
}

/** Proposals offered for a note when none was chosen: those in hand. */
const MOST_OFFERED = 100;

const inHand = (reading: Reading): Promise<Proposal[]> =>
  list(reading, proposal, { where: oneOf<Proposal>('state', ['assigned', 'accepted', 'replied']), order: [{ column: 'due_on' }], limit: MOST_OFFERED });

async function around(reading: Reading, rows: readonly ProposalContact[], visit: Visit): Promise<Around> {
  const units = await unitChoices(reading);
  const about = rows.length <= 1 ? await find(reading, proposal, rows[0]?.proposal_id ?? visit.query.get('proposal') ?? '') : undefined;
  const offered = rows.length > 0 ? [] : about ? [about] : await inHand(reading);
  const theirs = about ? units.filter(({ value }) => handlers(about).includes(value)) : units;
  return { choices: { unit: theirs, proposal: offered.map((row) => ({ value: row.id, label: subjectOf(row) })) }, units: new Map(units.map(({ value, label }) => [value, label])), about };
}

/** Before anything was done, while it is done, or after the reply: the form knows, and may be told otherwise. */
const stageOf = ({ replied_on, talks }: Proposal): keyof typeof stages => (replied_on ? 'after' : talks > 0 ? 'during' : 'before');

const stageWords = ({ stage }: ProposalContact): string => stages[stage as 'before'] ?? stage;
const wayWords = ({ way }: ProposalContact): string => ways[way as 'visit'] ?? way;

const contacts = resource<ProposalContact, Around>({
  declared: proposalContact,
  fields: contactFields,
  newLabel: '登记一次沟通',
  around,
  known: (visit, { about }) => (about ? { proposal_id: about.id, stage: stageOf(about), held_on: today(), with_whom: about.proposer_name, by_whom: visit.actor.name } : { held_on: today(), by_whom: visit.actor.name }),
  enter: noteTalk,
  correct: correctTalk,
  effects,
  form: ({ form, around: { choices, about }, visit, row }) => {
    const field = (name: string) => <FieldOf of={contactFields} name={name} form={form} choices={choices} />;
    const asked = ['stage', 'way', 'held_on', 'with_whom', 'by_whom', 'note'].map(field);
    if (about) return <><p class="hint">{subjectOf(about)}</p><input type="hidden" name="proposal_id" value={about.id} />{!row && holds(visit.actor, 'county_office') && field('unit_id')}{asked}</>;
    return <>{field('proposal_id')}{holds(visit.actor, 'county_office') && field('unit_id')}{asked}</>;
  },
  listing: {
    columns: [
      { key: 'subject', label: '提案', cell: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'stage', label: '阶段', cell: stageWords, tight: true },
      { key: 'way', label: '方式', cell: wayWords, tight: true },
      { key: 'held_on', label: '日期', cell: ({ held_on }) => held_on, sort: 'held_on', tight: true },
      { key: 'unit', label: '承办单位', cell: ({ unit_id }, { units }) => units.get(unit_id) ?? '' },
      { key: 'with_whom', label: '与谁沟通', cell: ({ with_whom }) => with_whom ?? '', shown: false },
      { key: 'state', label: '状态', cell: ({ state }) => proposalContact.states[state as 'noted']?.label ?? state, tight: true },
    ],
    filters: [
      searchOn(proposalContact, '关键词', '提案、谈了什么'),
      referenceOn('unit_id', '承办单位', ({ choices }) => choices['unit'] ?? []),
      choiceOn('stage', '阶段', stages),
      choiceOn('way', '方式', ways, { more: true }),
      stateFilter(proposalContact),
      daysOn('held_on', '日期', { more: true }),
    ],
    defaultSort: '-held_on',
    empty: '还没有沟通记录。与提案人谈过一次，就在提案的页面上点“登记沟通”记一笔。',
  },
  lead: (row, { units }) => `${row.held_on} · ${wayWords(row)} · ${units.get(row.unit_id) ?? ''}`,
  facts: (row, { units }) => [
    { label: '提案', value: <a href={`/${proposal.path}/${row.proposal_id}`}>{row.subject}</a>, wide: true },
    { label: '阶段', value: stageWords(row) },
    { label: '方式', value: wayWords(row) },
    { label: '日期', value: row.held_on },
    { label: '承办单位', value: units.get(row.unit_id) ?? '' },
    { label: '单位谁参加', value: row.by_whom },
    { label: '与谁沟通', value: row.with_whom },
    { label: '谈了什么', value: row.note, wide: true },
  ],
});

export const mount = (site: Site): void => mountResource(site, contacts);
