import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { committee, type Committee } from '#institutions/committees/record.ts';
import { accepting, correctCheck, enterCheck, givingBack, reinspecting, revoking, submitting } from '#plans/haves/checks/actions.ts';
import { checkPaper } from '#plans/haves/checks/paper.ts';
import { acceptingFields, checkFields, haveCheck, mendFields, type HaveCheck } from '#plans/haves/checks/record.ts';
import { parameterAt } from '#plans/facts.ts';
import { ItemLamp } from '#plans/haves/lamps.tsx';
import { checklist, type Checklist } from '#plans/haves/checklists/record.ts';
import { checklistsOn, overviewsOn, type CommitteeStanding } from '#plans/haves/overview.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { daysOn, referenceOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { Facts } from '#platform/ui/facts.tsx';
import type { Option } from '#platform/ui/filters.tsx';

interface Around extends Surroundings {
  places: Map<string, string>;
  /** What the checks of the list are against, by the checklist's id. */
  titles: Map<string, string>;
  /** Of one check: the line of its checklist. */
  line?: string;
  near: number;
  /** Of one committee: where its items stand today. */
  items: CommitteeStanding['items'];
}

const checks = resource<HaveCheck, Around>({
  declared: haveCheck,
  fields: checkFields,
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const versions = await checklistsNamed(reading, rows);
    const [only] = rows.length === 1 ? rows : [];
    const line = versions.find(({ id }) => id === only?.checklist_id)?.line_id;
    const [standing] = only ? await overviewsOn(reading, today(), { line, committee: only.committee_id }) : [];
    return {
      choices: { committee: committees, checklist: versions.map(({ id, title }) => ({ value: id, label: title })) },
      line, titles: new Map(versions.map(({ id, title }) => [id, title])),
      places: new Map(committees.map(({ value, label }) => [value, label])),
      near: await parameterAt(reading, 'light.near_days', today()), items: standing?.committees[0]?.items ?? [],
    };
  },
  enter: enterCheck,
  correct: correctCheck,
  effects: { submit: submitting, accept: accepting, giveBack: givingBack, reinspect: reinspecting, revoke: revoking },
  known: (visit, { choices }) => ({ committee_id: visit.query.get('committee') ?? ownCommittee(visit.actor), checklist_id: visit.query.get('checklist') ?? onlyOne(choices.checklist) }),
  newLabel: '开始自查',
  enterLabel: '开始自查',
  facts: (row, { choices }) => [
    ...derivedFacts(checkFields, { ...row }, choices),
    { label: '报请验收日期', value: row.submitted_on },
    ...derivedFacts(mendFields, { ...row }, choices),
    ...derivedFacts(acceptingFields, { ...row }, choices),
    { label: '复查合格日期', value: row.reinspected_on },
    { label: '复查不合格日期', value: row.revoked_on },
  ],
  others: (row, { line }) => [
    { label: '各项现状', href: `/haves/${row.committee_id}${line ? `?list=${line}` : ''}` },
    { label: '验收表（Word）', href: `/${haveCheck.path}/${row.id}/paper.docx` },
  ],
  sections: (_row, { items }) => items.length > 0 && (
    <Section title="今天各项现状">
      <Facts facts={items.map((one) => ({ label: one.item.label, value: <><ItemLamp of={one} /> {one.why}</>, wide: true }))} />
    </Section>
  ),
  listing: {
    columns: [
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '', onCards: 'title', fixed: true },
      { key: 'checklist', label: '清单', cell: (row, { titles }) => titles.get(row.checklist_id) ?? '', tight: true },
      { key: 'submitted_on', label: '报请验收', cell: (row) => row.submitted_on ?? '', sort: 'submitted_on', tight: true },
      { key: 'mend_by', label: '整改期限', cell: (row, { near }) => row.mend_by && <span class="due">{row.mend_by}<DueLight declared={haveCheck} row={row} near={near} /></span>, plain: (row) => row.mend_by },
      { key: 'accepted_on', label: '验收日期', cell: (row) => row.accepted_on ?? '', tight: true },
      { key: 'accepted_by', label: '验收人', cell: (row) => row.accepted_by ?? '' },
      { key: 'state', label: '状态', cell: (row) => haveCheck.states[row.state as 'checking']?.label, tight: true },
    ],
    filters: [referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []), stateFilter(haveCheck), daysOn('accepted_on', '验收日期')],
    defaultSort: '-submitted_on',
    empty: '还没有自查验收。各联络委对照清单自查，再报请县政协办公室验收。',
  },
  lead: (row, { places }) => places.get(row.committee_id) ?? '',
});

export function mount(site: Site): void {
  mountResource(site, checks);
  site.add({ method: 'GET', path: `/${haveCheck.path}/:id/paper.docx`, handle: written });
}

/** The items as they stood when it was decided, else as they stand today. */
const written = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get<HaveCheck>(reading, haveCheck, visit.param('id'));
  const { title, line_id: line } = await get<Checklist>(reading, checklist, row.checklist_id);
  const { name } = await get<Committee>(reading, committee, row.committee_id);
  const day = row.accepted_on ?? today();
  const [overview] = await overviewsOn(reading, day, { line, committee: row.committee_id });
  return checkPaper({ row, committee: name, checklist: title, items: overview?.committees[0]?.items ?? [], day, organ: visit.county.bodyName });
}));

/** More checklists than this are not spoken of on one page. */
const MOST_VERSIONS = 250;

/** The checklists in force, and those that the rows were made against. */
async function checklistsNamed(reading: Reading, rows: readonly HaveCheck[]): Promise<Checklist[]> {
  const inForce = await checklistsOn(reading, today());
  const known = new Set(inForce.map(({ id }) => id));
  const older = [...new Set(rows.map(({ checklist_id }) => checklist_id))].filter((id) => !known.has(id));
  return [...inForce, ...(older.length > 0 ? await list(reading, checklist, { where: oneOf<Checklist>('id', older), limit: MOST_VERSIONS }) : [])];
}

const onlyOne = (options: readonly Option[] = []): string | undefined => (options.length === 1 ? options[0]?.value : undefined);
