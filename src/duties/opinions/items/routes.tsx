import { committeeChoices, memberChoices, ownCommittee } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { heldWords } from '#duties/held.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf } from '#duties/opinions/links.ts';
import { correctItem, effects, enterItem } from '#duties/opinions/items/actions.ts';
import { Outcomes, outcomesOf, type Outcome } from '#duties/opinions/items/outcomes.tsx';
import { itemFields, itemRoutes, MOST_SOURCES, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The entries that a form begins with or a page shows. */
  entries: LedgerEntry[];
  outcomes: Outcome[];
  /** The committee of the member who writes. */
  place?: string;
}

const items = resource<OpinionItem, Around>({
  declared: opinionItem,
  fields: itemFields,
  newLabel: '编写信息',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const only = rows.length === 1 ? rows[0] : undefined;
    const entries = [...(only ? ((await entriesOf(reading, [only.id])).get(only.id) ?? []) : []), ...(await named(reading, visit.query))];
    return {
      choices: { committee: committees, member: await memberChoices(reading), ledger_entry: entries.map((entry) => ({ value: entry.id, label: ledgerEntry.nameOf(entry) })) },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      entries,
      outcomes: only ? await outcomesOf(reading, only.id) : [],
      place: rows.length === 0 && visit.actor.memberId ? ((await find(reading, member, visit.actor.memberId))?.committee_id ?? undefined) : undefined,
    };
  },
  known: (visit, { entries, place }) => ({ member_id: visit.actor.memberId, ...begunFrom(entries, ownCommittee(visit.actor) ?? place) }),
  enter: enterItem,
  correct: correctItem,
  effects,
  form: ({ form, around, row }) => {
    const shown = row && form.values['entries'] === undefined ? { ...form, values: { ...form.values, entries: around.entries.map(({ id }) => id) } } : form;
    return Object.keys(itemFields.shape)
      .filter((name) => name !== 'entries' || around.entries.length > 0)
      .map((name) => <FieldOf of={itemFields} name={name} form={shown} choices={around.choices} source={around.entries.length > 0 && !row && name === 'situation' ? '选中的民情台账' : undefined} />);
  },
  stepForm: ({ step, row, around, form }) => {
    const input = opinionItem.steps[step as keyof typeof opinionItem.steps].input;
    return input && Object.keys(input.shape).map((name) => <FieldOf of={input} name={name} form={withKnown(form, row)} choices={around.choices} />);
  },
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'submitted_on', label: '报送时间', cell: submittedWords, sort: 'submitted_on', tight: true },
      { key: 'route', label: '报送去向', cell: (row) => itemRoutes[row.route as keyof typeof itemRoutes] ?? '' },
      { key: 'category', label: '类别', cell: (row) => row.category, shown: false },
      { key: 'issue', label: '期号', cell: issueWords, tight: true },
      { key: 'sources', label: '来源（条）', cell: (row) => row.sources || '', align: 'end', shown: false },
      { key: 'outcomes', label: '采用', cell: (row) => row.outcomes || '', align: 'end' },
      { key: 'instructions', label: '批示', cell: (row) => row.instructions || '', align: 'end' },
      { key: 'state', label: '状态', cell: (row) => opinionItem.states[row.state as 'draft']?.label, tight: true },
    ],
    filters: [
      searchOn(opinionItem, '关键词', '标题、内容'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('submitted_on', '报送时间'),
      stateFilter(opinionItem),
      choiceOn('route', '报送去向', itemRoutes, { more: true }),
    ],
    defaultSort: '-submitted_on',
    empty: '还没有社情民意信息。可以从民情台账勾选几条编成一条，也可以直接编写。',
  },
  lead: (row, { places }) => [places.get(row.committee_id ?? ''), submittedWords(row), issueWords(row)].filter(Boolean).join(' · '),
  facts: (row, { choices }) => [
    ...derivedFacts(itemFields, { ...row }, choices),
    { label: '报送去向', value: itemRoutes[row.route as keyof typeof itemRoutes] },
    { label: '报送时间', value: submittedWords(row) },
    { label: '采编时间', value: row.edited_on },
    { label: '印发', value: row.issued_on && `${row.issued_on}　${issueWords(row)}` },
  ],
  sections: (row, { entries, outcomes }) => (
    <>
      {entries.length > 0 && (
        <Section title="来源民情" count={entries.length}>
          <ul class="links">{entries.map((entry) => <li><a href={`/${ledgerEntry.path}/${entry.id}`}>{ledgerEntry.nameOf(entry)}</a>　{heldWords({ held_on: entry.received_on, precision: entry.precision })}</li>)}</ul>
        </Section>
      )}
      {row.sources > entries.length && <p class="quiet">另有{row.sources - entries.length}条来源民情不在您的查看范围内。</p>}
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
    </>
  ),
});

/** The entries that the address names: `?entry=…&entry=…`. */
async function named(reading: Reading, query: URLSearchParams): Promise<LedgerEntry[]> {
  const ids = [...new Set(query.getAll('entry'))].filter(isId).slice(0, MOST_SOURCES);
  return ids.length === 0 ? [] : list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), order: [{ column: 'received_on' }], limit: MOST_SOURCES });
}

/** What the entries already say is not typed again. */
function begunFrom(entries: readonly LedgerEntry[], own: string | undefined): FormState['values'] {
  const [first] = entries;
  if (!first) return { committee_id: own };
  const committees = new Set(entries.map(({ committee_id }) => committee_id));
  return {
    committee_id: committees.size === 1 ? first.committee_id : own,
    title: entries.length === 1 ? ledgerEntry.nameOf(first) : undefined,
    category: first.category,
    situation: entries.map(({ place, matter }, n) => `${entries.length > 1 ? `${n + 1}．` : ''}${place ? `${place}：` : ''}${matter}`).join('\n'),
    entries: entries.map(({ id }) => id),
  };
}

function submittedWords(row: OpinionItem): string {
  return row.submitted_on ? heldWords({ held_on: row.submitted_on, precision: row.precision }) : '';
}

function issueWords(row: OpinionItem): string {
  return row.issue ? `〔${row.issue_year}〕第${row.issue}期` : '';
}

const withKnown = (form: FormState, row: OpinionItem): FormState =>
  Object.keys(form.values).length > 0 ? form : { ...form, values: { title: row.title, route: row.route ?? 'county', issued_on: today(), came_on: today() } };

export const mount = (site: Site): void => mountResource(site, items);
