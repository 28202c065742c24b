import type { CommitteesWork } from '#platform/chapter.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { holds } from '#platform/identity/actor.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { today } from '#platform/time.ts';
import { formToldBy, type CountyWords, type WordsOfPlan } from '#institutions/county-words.ts';
import { committeeChoices } from '#institutions/facts.ts';
import { correctReorganisation, effecting, enterReorganisation } from '#institutions/reorganisations/actions.ts';
import { carryingOf } from '#institutions/reorganisations/carrying.ts';
import { concerned } from '#institutions/reorganisations/checking.ts';
import { ReorganisationForm } from '#institutions/reorganisations/form.tsx';
import { movementsOf } from '#institutions/reorganisations/moving.ts';
import { MovesForm, PreviewSections, type Preview } from '#institutions/reorganisations/preview.tsx';
import { reorganisation, reorganisationFields, reorganisationKinds, type Reorganisation, type ReorganisationKind } from '#institutions/reorganisations/record.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  preview?: Preview;
}

const reorganisations = (works: () => readonly CommitteesWork[], wordsOfPlan?: WordsOfPlan): Resource<Reorganisation, Around> => resource<Reorganisation, Around>({
  declared: reorganisation,
  fields: reorganisationFields,
  async around(reading, rows) {
    const committee = await committeeChoices(reading);
    const [only] = rows.length === 1 ? rows : [];
    const preview = only?.state === 'prepared' ? await previewOf(reading, only, works(), await wordsOfPlan?.(reading)) : undefined;
    return { choices: { committee }, places: new Map(committee.map(({ value, label }) => [value, label])), preview };
  },
  enter: enterReorganisation,
  correct: correctReorganisation,
  effects: { effect: (act, row, input) => effecting(works(), wordsOfPlan)(act, row, input) },
  known: (visit) => ({ effective_on: today(), committee_ids: visit.query.get('committee') ?? undefined }),
  form: ({ form, around }) => <ReorganisationForm form={form} choices={around.choices} />,
  stepForm: ({ step, row, around, form }) => (step === 'effect' && around.preview ? <MovesForm row={row} preview={around.preview} form={form} /> : undefined),
  facts: (row, { choices }) => derivedFacts(reorganisationFields, withWhatItHas(row), choices),
  sections: (row, { preview }, visit) => (preview ? <PreviewSections row={row} preview={preview} whole={holds(visit.actor, 'county_office', 'chair', 'auditor')} /> : undefined),
  lead: (row, { places }) => row.committee_ids.map((id) => places.get(id)).filter(Boolean).join('、'),
  listing: {
    columns: [
      { key: 'kind', label: '调整方式', cell: (row) => reorganisationKinds[row.kind as ReorganisationKind], onCards: 'title', fixed: true, tight: true },
      { key: 'committees', label: '调整的联络委', cell: (row, { places }) => row.committee_ids.map((id) => places.get(id)).filter(Boolean).join('、') },
      { key: 'successors', label: '承接', cell: (row, { places }) => row.new_name ?? row.successor_ids.map((id) => places.get(id)).filter(Boolean).join('、') },
      { key: 'document_no', label: '文号', cell: (row) => row.document_no },
      { key: 'decided_on', label: '审定日期', cell: (row) => row.decided_on, tight: true, shown: false },
      { key: 'effective_on', label: '生效日期', cell: (row) => row.effective_on, tight: true, sort: 'effective_on' },
      { key: 'state', label: '状态', cell: (row) => reorganisation.states[row.state as 'prepared']?.label, tight: true },
    ],
    filters: [searchOn(reorganisation, '关键词', '文号、会议、新名称'), choiceOn('kind', '调整方式', reorganisationKinds), stateFilter(reorganisation), daysOn('effective_on', '生效日期')],
    defaultSort: '-effective_on',
    empty: '还没有登记机构调整。联络委更名、合并、分设、撤销、调整覆盖范围，都在这里登记。',
  },
});

export const mountWith = (works: () => readonly CommitteesWork[], wordsOfPlan?: WordsOfPlan) => (site: Site): void => mountResource(site, reorganisations(works, wordsOfPlan));

/** What it will do; that it cannot be done any more is told, not thrown: the page must open. */
async function previewOf(reading: Reading, row: Reorganisation, works: readonly CommitteesWork[], words?: CountyWords): Promise<Preview> {
  const nothing = { from: [], to: [], movements: { members: [], posts: [], participants: [] }, carried: [] };
  try {
    const who = await concerned(reading, row);
    const movements = await movementsOf(reading, row, who);
    return { ...who, form: row.new_name ? formToldBy(row.new_name, words) : undefined, movements, carried: await carryingOf(reading, row, who, movements, works) };
  } catch (error) {
    if (error instanceof Problem) return { ...nothing, obstacle: [...new Set([error.message, ...Object.values(error.fields)])].join(' ') };
    throw error;
  }
}

/** Fields that the kind does not ask for stay away. */
const withWhatItHas = (row: Reorganisation): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !(name === 'continues' && row.kind !== 'split') && !(Array.isArray(value) && value.length === 0)));
