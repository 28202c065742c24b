import { sql } from 'kysely';
import { specialCommitteeChoices, unitChoices } from '#institutions/facts.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { searchOn, stateFilter, type ListFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { all, is, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { choiceFilter, type Option } from '#platform/ui/filters.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { handlers, subjectOf } from '#duties/proposals/handled.ts';
import { effects } from '#duties/proposals/keys/actions.ts';
import { ActsOf } from '#duties/proposals/keys/acts/shown.tsx';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { leadersNow } from '#duties/proposals/keys/choosing.ts';
import { correctNomination, nominate } from '#duties/proposals/keys/nominating.ts';
import { chargeFields, choosingFields, keySelection, selectionFields, type KeySelection } from '#duties/proposals/keys/record.ts';
import { keyRound } from '#duties/proposals/keys/rounds/record.ts';
import { keyOutcomes, nominatorKinds } from '#duties/proposals/keys/words.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  bodies: ReadonlyMap<string, string>;
  leaders: string[];
  years: Option[];
  /** Those that the person leads, this year's and what is open of earlier ones. */
  own: KeySelection[];
  acts: KeyAct[];
}

const MOST_OFFERED = 300;
const MOST_YEARS = 50;
const MOST_ACTS = 100;

const stages = { decided: '已确定的', candidates: '推荐和备选', ended: '没有列入、撤回、退出的' } as const;
const inStage: Readonly<Record<keyof typeof stages, Predicate<KeySelection>>> = {
  decided: oneOf<KeySelection>('state', ['chosen', 'supervised', 'concluded']),
  candidates: oneOf<KeySelection>('state', ['nominated', 'shortlisted']),
  ended: oneOf<KeySelection>('state', ['passed_over', 'withdrawn', 'dropped']),
};

const byStage: ListFilter<KeySelection, Around> = {
  names: ['stage'],
  draw: () => choiceFilter('stage', '阶段', Object.entries(stages).map(([value, label]) => ({ value, label }))),
  where: (value) => inStage[value('stage') as keyof typeof stages],
};
const byYear: ListFilter<KeySelection, Around> = {
  names: ['year'],
  draw: ({ years }) => choiceFilter('year', '年度', years),
  where: (value) => (/^\d{4}$/.test(value('year') ?? '') ? is<KeySelection>('year', Number(value('year'))) : undefined),
};

async function yearsOf(reading: Reading): Promise<Option[]> {
  const { rows } = await sql<{ year: number }>`select distinct r.year from key_selections r where ${among(reading, keySelection)} order by r.year desc limit ${MOST_YEARS}`.execute(reading.db);
  return rows.map(({ year }) => ({ value: String(year), label: `${year}年` }));
}

async function around(reading: Reading, rows: readonly KeySelection[], visit: Visit): Promise<Around> {
  const [units, bodies] = [await unitChoices(reading), await specialCommitteeChoices(reading)];
  const [row] = rows.length === 1 ? rows : [];
  const { personId } = reading.actor;
  return {
    choices: { unit: units, special_committee: bodies, proposal: rows.length > 0 ? [] : await nominable(reading, visit) },
    units: new Map(units.map(({ value, label }) => [value, label])), bodies: new Map(bodies.map(({ value, label }) => [value, label])),
    leaders: [...new Set((await leadersNow(reading)).map(({ name }) => name))], years: await yearsOf(reading),
    own: personId ? await list(reading, keySelection, { where: all(is<KeySelection>('leader_id', personId), oneOf<KeySelection>('state', ['chosen', 'supervised', 'concluded'])), order: [{ column: 'year', descending: true }], limit: MOST_YEARS }) : [],
    acts: row ? await list(reading, keyAct, { where: is<KeyAct>('selection_id', row.id), order: [{ column: 'held_on' }], limit: MOST_ACTS }) : [],
  };
}

/** What is in hand; of a unit, what it handles. An old one is named by the link that led here. */
async function nominable(reading: Reading, { query }: Visit): Promise<Option[]> {
  const open = proposal.steps.designate.from.filter((state) => state !== 'closed');
  const rows = await list(reading, proposal, { where: oneOf<Proposal>('state', open), order: [{ column: 'submitted_on', descending: true }], limit: MOST_OFFERED });
  const units = unitsOf(reading.actor);
  const theirs = units.length === 0 ? rows : rows.filter((row) => handlers(row).some((id) => units.includes(id)));
  const named = await find(reading, proposal, query.get('proposal') ?? '');
  return [...(named && !theirs.some(({ id }) => id === named.id) ? [named] : []), ...theirs].map((row) => ({ value: row.id, label: subjectOf(row) }));
}

const stateWords = ({ state }: KeySelection): string => keySelection.states[state as 'chosen']?.label ?? state;
/** Where it stands: the result once there is one. */
const standsAt = (row: KeySelection): string => (row.outcome ? keyOutcomes[row.outcome as 'partly'] : stateWords(row));
const namesOf = (ids: readonly string[], names: ReadonlyMap<string, string>): string => ids.map((id) => names.get(id) ?? '').filter(Boolean).join('、');
const actsWords = ({ acts_n, last_act_on }: KeySelection): string => (acts_n === 0 ? '' : `${acts_n}次，最近${last_act_on}`);

const selections = resource<KeySelection, Around>({
  declared: keySelection,
  fields: selectionFields,
  newLabel: '推荐重点提案',
  enterLabel: '推荐',
  around,
  known: ({ query }) => ({ proposal_id: query.get('proposal') ?? undefined, year: query.get('year') ?? Number(today().slice(0, 4)), nominator_kind: 'office', nominated_on: today() }),
  enter: nominate,
  correct: correctNomination,
  effects,
  form: ({ form, around: { choices }, visit }) => {
    const asked = holds(visit.actor, 'county_office') ? Object.keys(selectionFields.shape) : ['proposal_id', 'why'];
    const bodies = [...(choices['special_committee'] ?? []), ...(choices['unit'] ?? [])].map(({ label }) => label);
    return <>{asked.map((name) => <FieldOf of={selectionFields} name={name} form={form} choices={choices} suggestions={name === 'nominator' ? bodies : undefined} />)}</>;
  },
  stepForm: ({ step, around: { choices, leaders }, form }) => {
    const fields = { choose: choosingFields, hand_over: chargeFields }[step];
    return fields && <>{Object.keys(fields.shape).map((name) => <FieldOf of={fields} name={name} form={form} choices={choices} suggestions={name === 'led_by' ? leaders : undefined} />)}</>;
  },
  listOthers: ({ actor }) => (holds(actor, 'county_office', 'chair', 'leader', 'auditor') ? [{ label: '遴选', href: `/${keyRound.path}` }, { label: '督办活动', href: `/${keyAct.path}` }] : []),
  above: (_visit, { own, units }) => own.length > 0 && (
    <Section title="我领衔的" count={own.length}>
      <Table<KeySelection>
        caption="我领衔的重点提案"
        rows={own}
        href={({ id }) => `/${keySelection.path}/${id}`}
        columns={[
          { key: 'subject', label: '提案', cell: ({ subject }) => subject, onCards: 'title' },
          { key: 'units', label: '承办单位', cell: ({ handler_ids }) => namesOf(handler_ids, units) },
          { key: 'plan', label: '督办方案', cell: ({ approved_on }) => approved_on ?? '等您审定', tight: true },
          { key: 'acts', label: '督办活动', cell: (row) => actsWords(row) || '还没有' },
          { key: 'state', label: '状态', cell: standsAt, tight: true },
        ]}
      />
    </Section>
  ),
  listing: {
    columns: [
      { key: 'year', label: '年度', cell: ({ year }) => year, sort: 'year', tight: true },
      { key: 'subject', label: '提案', cell: ({ subject, old }) => <>{subject}{old && <span class="quiet">（往年）</span>}</>, plain: ({ subject }) => subject, onCards: 'title', fixed: true },
      { key: 'led_by', label: '领衔领导', cell: ({ led_by }) => led_by ?? '' },
      { key: 'units', label: '承办单位', cell: ({ handler_ids }, { units }) => namesOf(handler_ids, units) },
      { key: 'approved_on', label: '方案审定', cell: ({ approved_on }) => approved_on ?? '', tight: true },
      { key: 'acts_n', label: '督办次数', cell: ({ acts_n, decided_on }) => (decided_on ? acts_n : ''), plain: ({ acts_n }) => acts_n, align: 'end', tight: true },
      { key: 'last_act_on', label: '最近督办', cell: ({ last_act_on }) => last_act_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: standsAt, tight: true },
      { key: 'nominator', label: '推荐', cell: ({ nominator }) => nominator, shown: false },
      { key: 'body', label: '督办专委会', cell: ({ body_id }, { bodies }) => bodies.get(body_id ?? '') ?? '', shown: false },
      { key: 'decided_on', label: '主席会议', cell: ({ decided_on }) => decided_on ?? '', sort: 'decided_on', shown: false, tight: true },
    ],
    filters: [searchOn(keySelection, '关键词', '提案、领导、方案'), byYear, byStage, stateFilter(keySelection)],
    defaultSort: '-year',
    empty: '还没有推荐重点提案。从承办的提案里选一件，写一两句理由就可以。',
  },
  lead: (row) => [`${row.year}年`, row.led_by && `${row.led_by}领衔`, standsAt(row)].filter(Boolean).join(' · '),
  facts: (row, { units, bodies }) => [
    { label: '提案', value: <a href={`/${proposal.path}/${row.proposal_id}`}>{row.subject}</a>, wide: true },
    { label: '推荐', value: `${nominatorWords(row)}，${row.nominated_on}${row.why ? `：${row.why}` : ''}`, wide: true },
    ...(row.seconds.length > 0 ? [{ label: '附议', value: <ul class="plain">{row.seconds.map((one) => <li>{one}</li>)}</ul>, wide: true }] : []),
    ...(row.old ? [{ label: '往年提案', value: '往年提出，还没有落实' }] : []),
    ...(row.shortlisted_on ? [{ label: '列入备选', value: row.shortlisted_on }] : []),
    ...(row.decided_on ? decidedFacts(row, namesOf(row.handler_ids, units), bodies.get(row.body_id ?? '')) : []),
    ...(row.plan ? [{ label: row.approved_on ? `督办方案（${row.led_by ?? '领衔领导'}${row.approved_on}审定）` : '督办方案（等领衔领导审定）', value: <LongText text={row.plan} />, wide: true }] : []),
    ...(row.outcome ? [{ label: `年度结果（${row.concluded_on}）`, value: <>{standsAt(row)}<LongText text={row.summary ?? ''} /></>, wide: true }] : []),
  ],
  sections: (row, { acts }, visit) => row.decided_on && <ActsOf row={row} acts={acts} visit={visit} />,
  others: (row, _around, visit) => roundLinks(row, visit),
});

/** 县农业农村局（部门）; bodies that are called by their kind stand alone. */
function nominatorWords({ nominator, nominator_kind }: KeySelection): string {
  const kind = nominatorKinds[nominator_kind as 'unit'];
  return nominator === kind ? nominator : `${nominator}（${kind}）`;
}

const decidedFacts = (row: KeySelection, units: string, body: string | undefined) => [
  { label: '主席会议', value: [row.decided_on, row.meeting].filter(Boolean).join('，') },
  { label: '领衔督办领导', value: row.led_by },
  { label: '督办的专委会', value: body },
  { label: '联系人', value: row.contact },
  { label: '承办单位', value: units },
  { label: '通知', value: row.notified_on ?? '还没有发' },
];

const roundLinks = (row: KeySelection, { actor }: Visit): Action[] =>
  (holds(actor, 'county_office', 'chair', 'leader', 'auditor') ? [{ label: `${row.year}年的重点提案`, href: `/${keySelection.path}?year=${row.year}` }] : []);

export const mount = (site: Site): void => mountResource(site, selections);
