import { committeeChoices } from '#institutions/facts.ts';
import { clauseWords, parameterAt } from '#plans/facts.ts';
import { closing, correctFinding, enterFinding, mending, rejecting } from '#plans/rounds/findings/actions.ts';
import { clauseChoices, finding, findingFields, mendingFields, type Finding } from '#plans/rounds/findings/record.ts';
import { roundChoices } from '#plans/rounds/rounds/facts.ts';
import { checksIn } from '#plans/rounds/visits/checks.ts';
import { roundVisit, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';

interface Around extends Surroundings {
  names: Map<string, string>;
  near: number;
  /** How the plan in force prints the clause; of one finding. */
  cited?: string;
  /** Of a new finding: what was seen at the point of the visit from which it is entered. */
  seen?: string;
}

/** Visits offered for a new finding: the newest. */
const MOST_VISITS = 300;

async function visitChoices(reading: Reading, names: ReadonlyMap<string, string>) {
  const rows = await list(reading, roundVisit, { where: is<RoundVisit>('state', 'made'), order: [{ column: 'visited_on', descending: true }], limit: MOST_VISITS });
  return rows.map(({ id, committee_id, visited_on }) => ({ value: id, label: `${names.get(committee_id) ?? ''} ${visited_on}` }));
}

/** What the checklist of a visit says at one of its points: written once, there. */
async function seenAt(reading: Reading, { query }: Visit): Promise<string | undefined> {
  const id = query.get('visit') ?? '';
  const made = isId(id) ? await find<RoundVisit>(reading, roundVisit, id) : undefined;
  return checksIn(made?.checks ?? null)[Number(query.get('point') ?? NaN)]?.remark;
}

const findings = resource<Finding, Around>({
  declared: finding,
  fields: findingFields,
  async around(reading, rows, visit) {
    const [committees, rounds] = [await committeeChoices(reading), await roundChoices(reading)];
    const names = new Map([...committees, ...rounds].map(({ value, label }) => [value, label]));
    const [one] = rows;
    const cited = one?.clause_key && rows.length === 1 ? await clauseWords(reading, one.clause_key, one.found_on) : undefined;
    return { choices: { committee: committees, round: rounds, round_visit: await visitChoices(reading, names) }, names, near: await parameterAt(reading, 'light.near_days', today()), cited, seen: rows.length === 0 ? await seenAt(reading, visit) : undefined };
  },
  enter: enterFinding,
  correct: correctFinding,
  effects: { mend: mending, close: closing, reject: rejecting },
  known: (visit, { seen }) => ({ visit_id: visit.query.get('visit') ?? undefined, what: seen }),
  facts: (row, { choices, names, cited }) => [
    { label: '联络委', value: names.get(row.committee_id) },
    ...derivedFacts(findingFields, { ...row }, choices),
    ...(cited ? [{ label: '条款', value: cited }] : []),
    { label: '发现日期', value: row.found_on },
    ...derivedFacts(mendingFields, { ...row }, choices),
    { label: '复核日期', value: row.closed_on },
  ],
  others: (row) => [{ label: '本次督查', href: `/rounds/${row.round_id}` }],
  listing: {
    columns: [
      { key: 'what', label: '问题', cell: (row) => row.what, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { names }) => names.get(row.committee_id) ?? '' },
      { key: 'found_on', label: '发现日期', cell: (row) => row.found_on, sort: 'found_on', tight: true },
      { key: 'mend_by', label: '整改期限', cell: (row, { near }) => <span class="due">{row.mend_by}<DueLight declared={finding} row={row} near={near} /></span>, plain: (row) => row.mend_by, sort: 'mend_by' },
      { key: 'owner', label: '责任人', cell: (row) => row.owner ?? '' },
      { key: 'state', label: '状态', cell: (row) => finding.states[row.state as 'found']?.label, tight: true },
    ],
    filters: [
      searchOn(finding, '关键词', '问题'), referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(finding), daysOn('found_on', '发现日期'),
      referenceOn('round_id', '督查', ({ choices }) => choices['round'] ?? [], { more: true }), choiceOn('clause_key', '对照哪一条', clauseChoices, { more: true }),
    ],
    defaultSort: '-found_on',
    empty: '还没有督查发现的问题。走访时看到的问题在走访记录里登记。',
  },
  lead: (row, { names }) => [names.get(row.committee_id), names.get(row.round_id)].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, findings);
