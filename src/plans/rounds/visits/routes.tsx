import { committeeChoices } from '#institutions/facts.ts';
import { finding, type Finding } from '#plans/rounds/findings/record.ts';
import { round, type Round } from '#plans/rounds/rounds/record.ts';
import { roundChoices } from '#plans/rounds/rounds/facts.ts';
import { checksIn, shortIn, verdicts, type Check } from '#plans/rounds/visits/checks.ts';
import { GoingThrough, tapped, tappedBefore } from '#plans/rounds/visits/going-through.tsx';
import { revising, visiting } from '#plans/rounds/visits/actions.ts';
import { revisedFields, roundVisit, visitedFields, visitFields, type RoundVisit } from '#plans/rounds/visits/record.ts';
import { derivedFacts, FieldOf } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { is } from '#platform/predicate.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { Table } from '#platform/ui/table.tsx';

interface Around extends Surroundings {
  names: Map<string, string>;
  /** Of the one visit that is shown: the points of its round, and what was found. */
  points: string;
  findings: Finding[];
}

/** Findings of one visit. */
const MOST_FINDINGS = 200;

const visits = resource<RoundVisit, Around>({
  declared: roundVisit,
  fields: visitFields,
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    const choices = { committee: await committeeChoices(reading), round: await roundChoices(reading) };
    return {
      choices, names: new Map(Object.values(choices).flat().map(({ value, label }) => [value, label])),
      points: only ? ((await find<Round>(reading, round, only.round_id))?.points ?? '') : '',
      findings: only ? await list(reading, finding, { where: is<Finding>('visit_id', only.id), order: [{ column: 'found_on' }], limit: MOST_FINDINGS }) : [],
    };
  },
  newLabel: false,
  effects: { make: visiting, revise: revising },
  gathered: { make: tapped, revise: tapped },
  stepForm({ step, row, around, form }) {
    if (step === 'make') return <VisitFields of={visitedFields} form={begunWith(form, { visited_on: today() })} around={around} />;
    if (step === 'revise') return <VisitFields of={revisedFields} form={begunWith(form, { ...tappedBefore(around.points, row.checks), visitors: row.visitors, account: row.account })} around={around} />;
    return undefined;
  },
  facts: (row, { choices }) => [...derivedFacts(visitFields, { ...row }, choices), ...(row.visited_on ? derivedFacts(visitedFields.omit({ checks: true }), { ...row }, choices) : [])],
  others: (row, _around, visit) => [
    { label: '本次督查', href: `/rounds/${row.round_id}` },
    ...(mayFind(row, visit) ? [{ label: '登记问题', href: `/findings/new?visit=${row.id}` }] : []),
  ],
  sections: (row, { findings }, visit) => row.state === 'made' && (
    <>
      <Checks row={row} linked={mayFind(row, visit)} />
      <Findings findings={findings} />
    </>
  ),
  listing: {
    columns: [
      { key: 'committee', label: '联络委', cell: (row, { names }) => names.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'round', label: '督查', cell: (row, { names }) => names.get(row.round_id) ?? '' },
      { key: 'visited_on', label: '走访日期', cell: (row) => row.visited_on ?? '', sort: 'visited_on', tight: true },
      { key: 'visitors', label: '走访人', cell: (row) => row.visitors ?? '' },
      { key: 'short', label: '不符合（项）', cell: (row) => (row.visited_on ? shortIn(row.checks) : ''), align: 'end' },
      { key: 'state', label: '状态', cell: (row) => roundVisit.states[row.state as 'planned']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(roundVisit), daysOn('visited_on', '走访日期')],
    defaultSort: '-visited_on',
    empty: '还没有走访。督查确定对象后，每个联络委在这里有一次走访。',
  },
  lead: (row, { names }) => [names.get(row.committee_id), names.get(row.round_id)].filter(Boolean).join(' · '),
});

export const mount = (site: Site): void => mountResource(site, visits);

/** What is found is entered by the office, where somebody went. */
const mayFind = (row: RoundVisit, { actor }: Visit): boolean => row.state === 'made' && holds(actor, 'county_office');

/** A form that nobody has filled in begins with these. */
const begunWith = (form: FormState, values: FormState['values']): FormState => (Object.keys(form.values).length > 0 ? form : { ...form, values });

/** The fields of a visit; the checklist is tapped. */
const VisitFields = ({ of, form, around }: { of: typeof visitedFields | typeof revisedFields; form: FormState; around: Around }) => (
  <>
    {Object.keys(of.shape).map((name) => (name === 'checks' ? <GoingThrough points={around.points} form={form} /> : <FieldOf of={of} name={name} form={form} choices={around.choices} />))}
  </>
);

function Checks({ row, linked }: { row: RoundVisit; linked: boolean }) {
  const checks = checksIn(row.checks).map((check, place) => ({ ...check, place }));
  return (
    <Section title="逐项核对" count={checks.length}>
      <Table<Check & { place: number }>
        caption="逐项核对" rows={checks}
        columns={[
          { key: 'point', label: '督查内容', cell: ({ point }) => point, onCards: 'title' },
          { key: 'verdict', label: '结论', cell: ({ verdict }) => verdicts[verdict], tight: true },
          { key: 'remark', label: '看到的', cell: ({ remark }) => remark },
          ...(linked ? [{ key: 'find', label: '问题', cell: ({ verdict, place }: Check & { place: number }) => (verdict === 'short' ? <a href={`/findings/new?visit=${row.id}&point=${place}`}>登记为问题</a> : ''), tight: true }] : []),
        ]}
      />
    </Section>
  );
}

const Findings = ({ findings }: { findings: Finding[] }) => (
  <Section title="问题" count={findings.length}>
    <Table<Finding>
      caption="问题" rows={findings} href={({ id }) => `/findings/${id}`}
      columns={[
        { key: 'what', label: '问题', cell: ({ what }) => what, onCards: 'title' },
        { key: 'mend_by', label: '整改期限', cell: ({ mend_by }) => mend_by, tight: true },
        { key: 'state', label: '状态', cell: ({ state }) => finding.states[state as 'found']?.label, tight: true },
      ]}
    />
  </Section>
);
