import { committeeChoices, memberChoices, ownCommittee } from '#institutions/facts.ts';
import { member } from '#institutions/members/record.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { mayEdit } from '#platform/lifecycle/lifecycle.ts';
import { oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, get, isId, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import type { FormState } from '#platform/ui/form.tsx';
import { originColumns, originsOf, type Origin } from '#duties/crossings/facts.ts';
import { ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { entriesOf, madeOfGrievances } from '#duties/opinions/links.ts';
import { correctItem, effects, enterItem } from '#duties/opinions/items/actions.ts';
import { mountBulletins } from '#duties/opinions/items/bulletin-page.tsx';
import { mountCompiling } from '#duties/opinions/items/compiling-page.tsx';
import { mountDesk } from '#duties/opinions/items/desk.tsx';
import { mountIssues } from '#duties/opinions/items/issues.tsx';
import { originalsOf } from '#duties/opinions/items/merging.ts';
import { briefPaper, issueWords, type BriefFacts } from '#duties/opinions/items/paper.ts';
import { mountPicking } from '#duties/opinions/items/picking.tsx';
import { printing } from '#duties/opinions/items/printing.ts';
import { BecameOf, becameOf, notingLinks, type Became } from '#duties/opinions/outcomes/shown.tsx';
import { inEditing, itemFields, itemRoutes, MOST_SOURCES, opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { isProof, itemFacts, Proof, Sources, submittedWords } from '#duties/opinions/items/shown.tsx';
import { BothTexts } from '#duties/opinions/items/texts.tsx';
import { limitOn } from '#duties/opinions/items/wording.ts';

/** What only the page of one item shows. */
interface About {
  became: Became;
  originals: OpinionItem[];
  ofOriginals: LedgerEntry[];
  into?: OpinionItem;
  brief: BriefFacts;
  limit: number;
}

interface Around extends Surroundings {
  places: Map<string, string>;
  /** The entries and other records that a form begins with or a page shows. */
  entries: LedgerEntry[];
  origins: Origin[];
  about?: About;
  /** The committee of the member who writes. */
  place?: string;
}

const items = resource<OpinionItem, Around>({
  declared: opinionItem,
  helped: { parts: ['situation', 'causes', 'advice'], keeps: madeOfGrievances },
  fields: itemFields,
  newLabel: '编写信息',
  enterLabel: '保存草稿',
  async around(reading, rows, visit) {
    const committees = await committeeChoices(reading);
    const only = rows.length === 1 ? rows[0] : undefined;
    const entries = [...(only ? ((await entriesOf(reading, [only.id])).get(only.id) ?? []) : []), ...(await named(reading, visit.query))];
    const origins = await originsOf(reading, only ?? namedOrigins(visit.query));
    return {
      choices: {
        committee: committees, member: await memberChoices(reading), ledger_entry: entries.map((entry) => ({ value: entry.id, label: ledgerEntry.nameOf(entry) })),
        opinion_item: only && (inEditing as readonly string[]).includes(only.state) ? await targets(reading, only) : [],
        ...Object.fromEntries(origins.map(({ record, id, title }) => [record, [{ value: id, label: title }]])),
      },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      entries, origins,
      about: only && (await aboutOf(reading, only, visit)),
      place: rows.length === 0 && visit.actor.memberId ? ((await find(reading, member, visit.actor.memberId))?.committee_id ?? undefined) : undefined,
    };
  },
  known: (visit, { entries, origins, place }) => ({ member_id: visit.actor.memberId, ...begunFrom(entries, origins, ownCommittee(visit.actor) ?? place) }),
  enter: enterItem,
  correct: correctItem,
  effects,
  form: ({ form, around, row }) => {
    const shown = row && form.values['entries'] === undefined ? { ...form, values: { ...form.values, entries: around.entries.map(({ id }) => id) } } : form;
    const begun = !row && (around.entries.length > 0 ? '选中的民情台账' : around.origins[0] && `这份${around.origins[0].kind}`);
    return (
      <>
        {!row && around.entries.length + around.origins.length === 0 && <p class="hint">一事一报。从群众反映编写的，先<a href={`/${opinionItem.path}/sources`}>挑选来源民情</a>，已有的内容不用重新写。</p>}
        {Object.keys(itemFields.shape).filter((name) => name !== 'entries' || around.entries.length > 0).filter((name) => !isOrigin(name) || around.origins.some(({ column }) => column === name))
          .map((name) => <FieldOf of={itemFields} name={name} form={shown} choices={around.choices} source={begun && (name === 'situation' || name === 'advice') && shown.values[name] ? begun : undefined} />)}
      </>
    );
  },
  stepForm: ({ step, row, around, form }) => {
    const input = opinionItem.steps[step as keyof typeof opinionItem.steps].input;
    if (!input) return undefined;
    const again = Object.keys(form.values).length > 0; // what was typed on the editor's page is shown again, all of it
    const names = Object.keys(input.shape).filter((name) => step !== 'compile' || again || name === 'title' || name === 'route');
    return (
      <>
        {step === 'compile' && !again && <p class="hint">正文不用改的，直接确定。要改正文、加编者按，<a href={`/${opinionItem.path}/${row.id}/compiling`}>打开采编页</a>。</p>}
        {names.map((name) => <FieldOf of={input} name={name} form={withKnown(form, row, around)} choices={around.choices} />)}
      </>
    );
  },
  listing: {
    columns: [
      { key: 'title', label: '标题', cell: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'submitted_on', label: '报送时间', cell: submittedWords, sort: 'submitted_on', tight: true },
      { key: 'route', label: '报送去向', cell: (row) => itemRoutes[row.route as keyof typeof itemRoutes] ?? '' },
      { key: 'category', label: '类别', cell: (row) => row.category, shown: false },
      { key: 'issue', label: '期号', cell: issueWords },
      { key: 'issued_on', label: '印发时间', cell: (row) => row.issued_on, sort: 'issued_on', tight: true, shown: false },
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
      daysOn('issued_on', '印发时间', { more: true }),
    ],
    defaultSort: '-submitted_on',
    empty: '还没有社情民意信息。可以从民情台账勾选几条编成一条，也可以直接编写。',
  },
  listOthers: ({ actor }) => [
    ...(holds(actor, 'county_office', 'chair', 'director', 'deputy_director', 'worker') ? [{ label: '信息采编', href: '/opinion-desk' }] : []),
    { label: '已印发各期', href: '/opinion-issues' },
    ...(holds(actor, 'county_office', 'chair', 'auditor', 'director', 'deputy_director', 'worker') ? [{ label: '采用通报', href: '/opinion-bulletins' }] : []),
  ],
  batch: ({ actor }) => (holds(actor, 'county_office') ? { action: `/${opinionItem.path}/merging`, acts: [{ name: 'merge', label: '合编成一条' }] } : undefined),
  lead: (row, { places }) => [places.get(row.committee_id ?? ''), submittedWords(row), issueWords(row)].filter(Boolean).join(' · '),
  facts: (row, { choices, about }) => itemFacts(row, choices, row.issued_on ? undefined : about?.limit),
  others: (row, _around, visit) => [
    ...(mayEdit(opinionItem, visit.actor, row) ? [] : [{ label: '挑选来源', href: `/${opinionItem.path}/${row.id}/sources` }]),
    ...(isProof(row) ? [{ label: row.state === 'issued' ? '下载印发稿（Word）' : '下载清样（Word）', href: `/${opinionItem.path}/${row.id}/paper.docx`, icon: 'exporting' as const }] : []),
    ...notingLinks(row, visit),
  ],
  sections: (row, { entries, origins, about }) => (
    <>
      {about && isProof(row) && <Proof facts={about.brief} />}
      <BothTexts row={row} />
      <Sources row={row} entries={entries} ofOriginals={about?.ofOriginals ?? []} origins={origins} originals={about?.originals ?? []} into={about?.into} />
      {about && <BecameOf became={about.became} />}
    </>
  ),
});

const isOrigin = (name: string): boolean => (originColumns as readonly string[]).includes(name);

async function aboutOf(reading: Reading, row: OpinionItem, visit: Visit): Promise<About> {
  const originals = row.originals > 0 ? await originalsOf(reading, row.id) : [];
  const ofOriginals = await entriesOf(reading, originals.map(({ id }) => id));
  return {
    became: await becameOf(reading, row.id), originals,
    ofOriginals: [...ofOriginals.values()].flat(),
    into: row.merged_into ? await find(reading, opinionItem, row.merged_into) : undefined,
    brief: await printing(reading, row, originals, visit.county.bodyName),
    limit: await limitOn(reading, row.route, row.submitted_on ?? today()),
  };
}

/** More than this are not in hand at a time. */
const MOST_TARGETS = 200;

/** Into which others one may go. */
const targets = async (reading: Reading, row: OpinionItem) =>
  (await list(reading, opinionItem, { where: oneOf<OpinionItem>('state', inEditing), order: [{ column: 'submitted_on', descending: true }], limit: MOST_TARGETS }))
    .filter(({ id }) => id !== row.id).map(({ id, title }) => ({ value: id, label: title }));

/** The entries that the address names: `?entry=…&entry=…`. */
async function named(reading: Reading, query: URLSearchParams): Promise<LedgerEntry[]> {
  const ids = [...new Set(query.getAll('entry'))].filter(isId).slice(0, MOST_SOURCES);
  return ids.length === 0 ? [] : list(reading, ledgerEntry, { where: oneOf<LedgerEntry>('id', ids), order: [{ column: 'received_on' }], limit: MOST_SOURCES });
}

/** A record of another duty that the address names: `?proposal_id=…`. */
const namedOrigins = (query: URLSearchParams) => Object.fromEntries(originColumns.map((column) => [column, query.get(column)]));

/** What the entries or the record of another duty already say is not typed again. */
function begunFrom(entries: readonly LedgerEntry[], origins: readonly Origin[], own: string | undefined): FormState['values'] {
  const [first] = entries;
  const from = Object.fromEntries(origins.map(({ column, id }) => [column, id]));
  const [origin] = origins;
  if (!first) return { ...from, committee_id: own ?? origin?.committee_id, title: origin?.title.slice(0, 100), situation: origin?.situation?.slice(0, 3_000), advice: origin?.advice?.slice(0, 3_000) };
  const committees = new Set(entries.map(({ committee_id }) => committee_id));
  return {
    ...from,
    committee_id: committees.size === 1 ? first.committee_id : own,
    title: entries.length === 1 ? ledgerEntry.nameOf(first) : undefined,
    category: first.category,
    situation: entries.map(({ place, matter }, n) => `${entries.length > 1 ? `${n + 1}．` : ''}${place ? `${place}：` : ''}${matter}`).join('\n'),
    entries: entries.map(({ id }) => id),
  };
}

function withKnown(form: FormState, row: OpinionItem, { about }: Around): FormState {
  if (Object.keys(form.values).length > 0) return form;
  const { title, situation, causes, advice, editor_note } = row;
  return { ...form, values: { title, situation, causes, advice, editor_note, route: row.route ?? 'county', issued_on: today(), signed_on: today(), ...about?.brief.usual } };
}

/** What is printed; before it is issued, the proof. */
async function paper(visit: Visit): Promise<Response> {
  const facts = await look(visit, async (reading) => {
    const row = await get(reading, opinionItem, visit.param('id'));
    if (!isProof(row)) throw new Problem(409, 'not_edited', `现在是“${opinionItem.states[row.state as 'draft'].label}”，采编以后才有清样。`);
    return printing(reading, row, await originalsOf(reading, row.id), visit.county.bodyName);
  });
  return paperAnswer(visit, briefPaper(facts));
}

export function mount(site: Site): void {
  mountDesk(site);
  mountPicking(site);
  mountCompiling(site);
  mountIssues(site);
  mountBulletins(site);
  site.add({ method: 'GET', path: `/${opinionItem.path}/:id/paper.docx`, handle: paper, readsOnly: true });
  mountResource(site, items);
}
