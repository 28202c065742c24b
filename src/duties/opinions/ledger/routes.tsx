import { committeeChoices, ownCommittee, unitChoices } from '#institutions/facts.ts';
import { seeOther } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FieldOf, derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter, tickOn } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { giveWorkingSheet } from '#platform/http/working-sheet.ts';
import { holds, type Actor } from '#platform/identity/actor.ts';
import { mountOutbox } from '#platform/http/outbox-pages.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { isPrivy, mayCreate, readable } from '#platform/lifecycle/lifecycle.ts';
import { Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import type { Action } from '#platform/ui/head.tsx';
import type { FormState } from '#platform/ui/form.tsx';
import { heldWords } from '#duties/held.ts';
import { dispute, type Dispute } from '#duties/opinions/disputes/record.ts';
import { MOST_SOURCES, opinionItem } from '#duties/opinions/items/record.ts';
import { itemsMadeFrom, type MadeItem } from '#duties/opinions/links.ts';
import { earlierFor, writesAsMember, type Earlier } from '#duties/opinions/ledger/earlier.ts';
import { EntryForm } from '#duties/opinions/ledger/entry-form.tsx';
import { ledgerImport } from '#duties/opinions/ledger/imports.ts';
import { askLead, merge, MergedWith } from '#duties/opinions/ledger/merged.tsx';
import { goingAlong, handledAs } from '#duties/opinions/ledger/merging.ts';
import { blankSheet, receptionSheet } from '#duties/opinions/ledger/reception.tsx';
import { mountSimilar, SimilarTo } from '#duties/opinions/ledger/similar-routes.tsx';
import { similarEntries, type Likeness } from '#duties/opinions/ledger/similar.ts';
import { correctTold, effects, enterOne } from '#duties/opinions/ledger/actions.ts';
import { handlings, ledgerEntry, ledgerFields, numberWords, outcomes, screenings, ways, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { holdReasons } from '#duties/opinions/ledger/screening.ts';
import { ResidentsSection, toldByResidents, type ToldByResidents } from '#duties/opinions/residents/told.tsx';
import { referralsShown, type ReferralsShown } from '#duties/opinions/referrals/around.ts';
import { calledBackFacts } from '#duties/opinions/referrals/calling-back.ts';
import { mayRefer, referral } from '#duties/opinions/referrals/record.ts';
import { ReferralsOfEntry } from '#duties/opinions/referrals/sections.tsx';
import { sentWords, type SentWords } from '#duties/opinions/open311/facts.ts';
import { SentSection } from '#duties/opinions/open311/pages.tsx';
import { isGrievance } from '#duties/opinions/shield/complained-of.ts';
import { viewsOf, type ViewsByStanding } from '#duties/opinions/shield/facts.ts';
import { ReporterSection } from '#duties/opinions/shield/pages.tsx';
import { isNamed } from '#duties/opinions/shield/viewing.ts';

interface Around extends Surroundings {
  told: ToldByResidents;
  /** The county's reasons for holding back what came in without an account. */
  holdReasons: readonly string[];
  places: Map<string, string>;
  /** Opinion items by the entry they were made from. */
  items: ReadonlyMap<string, MadeItem[]>;
  /** Of one entry that another system sent. */
  sent?: SentWords;
  /** For the entry form. */
  earlier?: Earlier;
  /** On the page of one entry: what goes along with it, with which it goes, and what may be the same matter. */
  along: readonly LedgerEntry[];
  lead?: LedgerEntry;
  similar: readonly Likeness[];
  /** Who told it, as this list may show it: masked, but in a download that was asked for with a reason. */
  reporterOf(row: LedgerEntry): Partial<Pick<LedgerEntry, 'reporter' | 'phone'>>;
  /** How often who told the one entry was looked at. */
  views: readonly ViewsByStanding[];
  /** On the page of one entry: to whom it was handed, with the names that are drawn there. */
  referrals: ReferralsShown;
}

export const ledger = resource<LedgerEntry, Around>({
  declared: ledgerEntry,
  fields: ledgerFields,
  newLabel: '登记民情',
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    const kin = rows.length === 1 ? await kinOf(reading, rows[0]!) : undefined;
    return {
      choices: { committee: committees, unit: await unitChoices(reading), ledger_entry: kin?.choices ?? [] },
      sent: rows.length === 1 ? await sentWords(reading, rows[0]!) : undefined,
      earlier: rows.length === 0 ? await earlierFor(reading) : undefined,
      along: kin?.along ?? [],
      lead: kin?.lead,
      similar: kin?.similar ?? [],
      places: new Map(committees.map(({ value, label }) => [value, label])),
      told: await toldByResidents(reading, rows),
      holdReasons: rows.length === 1 ? await holdReasons(reading) : [],
      items: await itemsMadeFrom(reading, rows.map(({ id }) => id)),
      reporterOf: (row) => readable(ledgerEntry, reading.actor, row),
      views: rows.length === 1 ? await viewsOf(reading, rows[0]!.id) : [],
      referrals: await referralsShown(reading, rows),
    };
  },
  againLabel: '登记，接着记下一条',
  outbox: `/${ledgerEntry.path}/drafts`,
  known: ({ actor, query }, { earlier }) => ({
    committee_id: earlier?.committee, received_on: today(), place: earlier?.last?.place,
    way: writesAsMember(actor) ? 'member' : isWay(query.get('way')) ? query.get('way') : earlier?.last?.way,
  }),
  enter: enterOne,
  correct: correctTold,
  effects,
  form: ({ form, around, row, visit }) => <EntryForm form={form} choices={around.choices} earlier={around.earlier} row={row} reduced={!row && writesAsMember(visit.actor)} />,
  stepForm: ({ step, row, around, form }) => {
    const input = ledgerEntry.steps[step as keyof typeof ledgerEntry.steps].input;
    if (!input) return undefined;
    if (step === 'hold') return <ChoiceField form={form} name="screened_why" label="搁置的理由" required options={around.holdReasons.map((reason) => ({ value: reason, label: usualWords(reason) }))} />;
    const names = Object.keys(input.shape).filter((name) => name !== 'settled' || (row.dispute && !row.dispute_id));
    return names.map((name) => <FieldOf of={input} name={name} form={withKnown(form, row)} choices={around.choices} />);
  },
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: numberWords, tight: true },
      { key: 'matter', label: '反映事项', cell: (row) => ledgerEntry.nameOf(row), plain: (row) => row.matter, onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'received_on', label: '收集时间', cell: receivedWords, sort: 'received_on', tight: true },
      { key: 'place', label: '村（社区）', cell: (row) => row.place },
      { key: 'way', label: '收集方式', cell: (row) => ways[row.way as keyof typeof ways] ?? '', shown: false },
      { key: 'reporter', label: '反映人', cell: (row, { reporterOf: shown }) => shown(row).reporter ?? '', shown: false },
      { key: 'phone', label: '联系电话', cell: (row, { reporterOf: shown }) => shown(row).phone ?? '', shown: false },
      { key: 'category', label: '事项类别', cell: (row) => row.category, shown: false },
      { key: 'people', label: '涉及人数', cell: (row) => row.people_affected ?? '', align: 'end', shown: false },
      { key: 'handling', label: '办理方式', cell: (row) => handlings[row.handling as keyof typeof handlings] ?? '', tight: true },
      { key: 'outcome', label: '办理结果', cell: (row) => outcomes[row.outcome as keyof typeof outcomes] ?? '', tight: true },
      { key: 'dispute', label: '矛盾纠纷', cell: (row) => (row.dispute ? '是' : ''), shown: false },
      { key: 'items', label: '信息', cell: (row, { items }) => items.get(row.id)?.map(({ label }) => label).join('、') ?? '', shown: false },
      { key: 'state', label: '状态', cell: (row) => ledgerEntry.states[row.state as 'received']?.label, tight: true },
    ],
    filters: [
      searchOn(ledgerEntry, '关键词', '事项、地点、类别'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('received_on', '收集时间'),
      stateFilter(ledgerEntry),
      choiceOn('handling', '办理方式', handlings, { more: true }),
      choiceOn('outcome', '办理结果', outcomes, { more: true }),
      choiceOn('way', '收集方式', ways, { more: true }),
      choiceOn('screened', '群众来件审看', screenings, { more: true }),
      tickOn('dispute', '矛盾纠纷', { yes: '是', no: '不是' }),
    ],
    defaultSort: '-received_on',
    empty: '还没有登记民情。听到一件就记一件，原来的 Excel 台账可以直接导入。',
  },
  lead: (row, { places }) => `${numberWords(row)} · ${places.get(row.committee_id) ?? ''} · ${receivedWords(row)}`,
  facts: (row, around, visit) => [...derivedFacts(ledgerFields, { ...readable(ledgerEntry, visit.actor, row), received_on: receivedWords(row) }, around.choices), ...milestones(row)],
  sections: (row, { items, views, along, lead, similar, told, referrals, sent: words }, visit) => {
    const made = items.get(row.id) ?? [];
    return [isNamed(row) && isPrivy(ledgerEntry, visit.actor, row) && <ReporterSection frame={frameOf(visit)} row={row} views={views} />, <ReferralsOfEntry {...referrals} />, <MergedWith row={row} along={along} lead={lead} />, words && <SentSection row={row} words={words} />, <ResidentsSection row={row} told={told} />, made.length > 0 && (
      <Section title="由此编写的社情民意信息" count={made.length}>
        <ul class="links">{made.map(({ id, title, label }) => <li><a href={`/${opinionItem.path}/${id}`}>{title}</a>　{label}</li>)}</ul>
      </Section>
    ), ledgerEntry.states[row.state as 'received'].open && <SimilarTo found={similar} />];
  },
  others: (row, _around, visit) => [
    ...(mayRefer(visit.actor, row) ? [{ label: '转办', href: `/${referral.path}/new?entry=${row.id}` }] : []),
    ...(mayWriteItem(visit, row.committee_id) && row.state !== 'void' ? [{ label: '编写信息', href: itemForm([row.id]) }] : []),
    ...(isPrivy(ledgerEntry, visit.actor, row) && row.outcome_text && !isGrievance(row) ? [{ label: '拟公开稿', href: `/releases/new?entry=${row.id}` }] : []),
    { label: '来访登记表', href: `/${ledgerEntry.path}/${row.id}/reception` },
    ...mediationOf(row, visit.actor),
  ],
  listOthers: ({ actor, query }) => [
    ...callOf(actor), ...posterOf(ownCommittee(actor)), ...withReporters(actor, query), ...workingSheet(actor, query),
  ],
  batch: (visit) => (mayWriteItem(visit) ? { action: `/${ledgerEntry.path}/chosen`, acts: [{ name: 'item', label: '编成一条社情民意信息' }, { name: 'merge', label: '合并办理' }] } : undefined),
});

/** The file of the mediation; of a dispute that has none yet, the form that opens one. */
function mediationOf(row: LedgerEntry, actor: Actor): Action[] {
  if (row.dispute_id) return [{ label: '调解案卷', href: `/${dispute.path}/${row.dispute_id}` }];
  const may = row.dispute && ledgerEntry.states[row.state as 'received'].open && !mayCreate(dispute, actor, { committee_id: row.committee_id } as Dispute);
  return may ? [{ label: '建调解案卷', href: `/${dispute.path}/new?entry=${row.id}` }] : [];
}

const isWay = (text: string | null): text is keyof typeof ways => text !== null && Object.hasOwn(ways, text);

/** While somebody is on the telephone, the way need not be chosen. */
const callOf = (actor: Actor): Action[] => (holds(actor, 'worker', 'director', 'deputy_director') ? [{ label: '登记来电', href: `/${ledgerEntry.path}/new?way=telephone` }] : []);

/** The sheet with the committee's QR code, for the wall. */
const posterOf = (committee: string | undefined): Action[] => (committee ? [{ label: '扫码海报', href: `/committees/${committee}/posters` }] : []);

/** The same list with who told each entry: asked for on a page of its own, with a reason. */
const withReporters = (actor: Actor, query: URLSearchParams): Action[] =>
  (holds(actor, 'county_office', 'worker', 'director', 'deputy_director') ? [{ label: '导出含联系方式', href: `/${ledgerEntry.path}-with-reporters?${query}` }] : []);

/** The same list as a workbook that may be corrected and sent back. */
const workingSheet = (actor: Actor, query: URLSearchParams): Action[] =>
  (holds(actor, 'county_office', 'worker', 'director', 'deputy_director') ? [{ label: '可改的 Excel', href: `/${ledgerEntry.path}/working.xlsx?${query}` }] : []);

function receivedWords(row: LedgerEntry): string {
  return heldWords({ held_on: row.received_on, precision: row.precision });
}

const milestones = (row: LedgerEntry): Fact[] => [
  { label: '答复日期', value: row.answered_on },
  { label: '办结日期', value: row.closed_on },
  ...calledBackFacts(row),
  ...(row.dispute ? [{ label: '矛盾纠纷化解', value: row.settled === null ? '' : row.settled ? '已化解' : '未化解' }] : []),
];

/** What the record or the calendar knows is not typed again. */
function withKnown(form: FormState, row: LedgerEntry): FormState {
  if (Object.keys(form.values).length > 0) return form;
  return { ...form, values: { handling: row.handling, handler: row.handler, outcome_text: row.outcome_text, answered_on: today(), closed_on: today(), called_back_on: today() } };
}

const mayWriteItem = ({ actor }: Visit, committee: string | null = ownCommittee(actor) ?? null): boolean =>
  !mayCreate(opinionItem, actor, { committee_id: committee, author_id: null, member_id: null } as never);

const itemForm = (entries: readonly string[]): string => `/${opinionItem.path}/new?${new URLSearchParams(entries.map((id): [string, string] => ['entry', id]))}`;

/** The ticked entries go into the form of a new item, or to the choice of the one that leads; nothing is written yet. */
async function goOnWithChosen(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const chosen = [...new Set((body.form?.getAll('id') ?? []).map(String))].filter(isId);
  if (chosen.length === 0) throw new Problem(422, 'none_chosen', '还没有选中台账。请返回列表，在要编写或合并的条目前打勾。');
  if (body.text('act') === 'merge') return seeOther(visit, `/${ledgerEntry.path}/merging?${new URLSearchParams(chosen.map((id): [string, string] => ['id', id]))}`);
  if (chosen.length > MOST_SOURCES) throw new Problem(422, 'too_many', `一条信息最多由${MOST_SOURCES}条台账编成，您选了${chosen.length}条。一事一报，请少选几条。`);
  return seeOther(visit, itemForm(chosen));
}

/** What stands beside one entry: those that go along with it, the one it goes with, and what is like it. */
async function kinOf(reading: Reading, row: LedgerEntry) {
  const open = ledgerEntry.states[row.state as 'received'].open;
  const similar = open && !row.dispute_id ? (await similarEntries(reading, { ...row, except: row.id })).filter(({ entry }) => entry.merged_into !== row.id) : [];
  const lead = row.merged_into ? await handledAs(reading, row) : undefined;
  const leads = similar.filter(({ entry }) => ledgerEntry.states[entry.state as 'received'].open);
  return { similar, lead, along: await goingAlong(reading, [row.id]), choices: leads.map(({ entry }) => ({ value: entry.id, label: `${numberWords(entry)} ${ledgerEntry.nameOf(entry)}` })) };
}

export function mount(site: Site): void {
  const base = `/${ledgerEntry.path}`;
  site.add({ method: 'POST', path: `${base}/chosen`, handle: goOnWithChosen });
  site.add({ method: 'GET', path: `${base}/merging`, handle: askLead });
  site.add({ method: 'POST', path: `${base}/merging`, handle: merge });
  mountOutbox(site, { declared: ledgerEntry, fields: ledgerFields, noted: ['matter', 'reporter', 'phone', 'place'], day: 'received_on' });
  site.add({ method: 'GET', path: `${base}/working.xlsx`, handle: (visit) => giveWorkingSheet(visit, ledger, ledgerImport) });
  site.add({ method: 'GET', path: `${base}/reception`, handle: blankSheet });
  site.add({ method: 'GET', path: `${base}/:id/reception`, handle: receptionSheet });
  mountSimilar(site);
  mountResource(site, ledger);
}
