import { committeeChoices, memberChoices } from '#institutions/facts.ts';
import { choiceOn, daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountOutbox } from '#platform/http/outbox-pages.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { holds, membershipsOf } from '#platform/identity/actor.ts';
import { knowDevice } from '#platform/identity/whereabouts.ts';
import { isPrivy, mayCreate, standing } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText, type Fact } from '#platform/ui/facts.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { parameterAt } from '#plans/facts.ts';
import { heldWords } from '#duties/held.ts';
import { kindOn } from '#duties/kinds-in-force.ts';
import { correctDeed, enterDeed, finishing } from '#duties/deeds/actions.ts';
import { mountConfirmations } from '#duties/deeds/confirmations/routes.tsx';
import { deedConfirmation, type DeedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { eraseContact } from '#duties/deeds/contacts.ts';
import { mountCoverage } from '#duties/deeds/coverage/page.tsx';
import { DeedForm } from '#duties/deeds/form.tsx';
import { kindChoices } from '#duties/deeds/kinds.ts';
import { mountPapers } from '#duties/deeds/papers/routes.ts';
import { photosAsked } from '#duties/deeds/photos.ts';
import { promiseSteps } from '#duties/deeds/promises/keeping.ts';
import { mountPublicPromises } from '#duties/deeds/promises/public.tsx';
import { deed, deedFields, type Deed } from '#duties/deeds/record.ts';
import { keepers } from '#duties/deeds/relations.ts';
import { DeedSections, type DeedShown } from '#duties/deeds/sections.tsx';
import { mountStanding } from '#duties/deeds/standing-page.tsx';
import { checkResults, confirmationWords, kindWord, photoConsents, promiseTerms } from '#duties/deeds/words.ts';
import { mountChecks } from '#duties/deeds/checks/routes.tsx';

interface Around extends Surroundings {
  places: Map<string, string>;
  members: Map<string, string>;
  near: number;
  /** On the page of one deed. */
  confirmations: readonly DeedConfirmation[];
  under: readonly Deed[];
  /** The long-term promise under which a new one is entered. */
  promise?: Deed;
}

const MOST_SHOWN = 100;

/** Only what this page needs: of one deed what stands beside it, of a form the promise that led there. */
async function around(reading: Reading, rows: readonly Deed[], visit: Visit): Promise<Around> {
  const [committees, members] = [await committeeChoices(reading), await memberChoices(reading)];
  const [row] = rows.length === 1 ? rows : [];
  const promise = rows.length === 0 ? await find(reading, deed, visit.query.get('promise') ?? '') : undefined;
  return {
    choices: { committee: committees, member: members, kind: await kindChoices(reading, today(), row?.kind), promise: promise ? [{ value: promise.id, label: promise.deed }] : [] },
    places: new Map(committees.map(({ value, label }) => [value, label])),
    members: new Map(members.map(({ value, label }) => [value, label])),
    near: await parameterAt(reading, 'light.near_days', today()), promise,
    confirmations: row ? await list(reading, deedConfirmation, { where: is<DeedConfirmation>('deed_id', row.id), limit: MOST_SHOWN }) : [],
    under: row && row.served_n > 0 ? await list(reading, deed, { where: is<Deed>('promise_id', row.id), order: [{ column: 'done_on', descending: true }], limit: MOST_SHOWN }) : [],
  };
}

const writesOwn = ({ actor }: Visit): boolean => actor.memberId !== null && !holds(actor, 'county_office', 'worker', 'director', 'deputy_director');
const isPromise = (visit: Visit): boolean => visit.query.get('as') === 'promise';

const deeds = resource<Deed, Around>({
  declared: deed,
  fields: deedFields,
  newLabel: '登记实事',
  outbox: `/${deed.path}/drafts`,
  around,
  known(visit, { promise }) {
    if (visit.actor.memberId) knowDevice(visit.context); // whoever confirms it later does so from another
    const begun = promise ? { member_id: promise.member_id ?? undefined, promise_id: promise.id, kind: promise.kind, village: promise.village ?? undefined } : {};
    return { member_id: visit.actor.memberId ?? visit.query.get('member') ?? undefined, done_on: visit.query.get('day') ?? today(), kind: visit.query.get('kind') ?? undefined, promise_term: isPromise(visit) ? 'yearly' : undefined, ...begun };
  },
  form: ({ form, around: { choices }, visit, row }) => (
    <DeedForm form={form} choices={choices} row={row} own={writesOwn(visit)} promising={row ? row.state === 'promised' : Boolean(form.values['promise_term'])} />
  ),
  enter: enterDeed,
  correct: correctDeed,
  effects: { ...promiseSteps, finish: finishing, photos: photosAsked, erase_contact: eraseContact },
  listing: {
    columns: [
      { key: 'deed', label: '实事内容', cell: (row) => row.deed, onCards: 'title', fixed: true },
      { key: 'member', label: '委员', cell: (row, { members }) => doerWords(row, members).replace(/（.*/, '') },
      { key: 'place', label: '联络委', cell: (row, { places }) => places.get(row.committee_id ?? '') ?? '' },
      { key: 'kind', label: '服务类型', cell: (row) => kindWord(row.kind), tight: true },
      { key: 'done_on', label: '完成时间', cell: (row, { near }) => (row.state === 'promised' ? <span class="due">{row.due_on ?? row.done_on} <DueLight declared={deed} row={row} near={near} /></span> : doneWords(row)), plain: doneWords, sort: 'done_on', tight: true },
      { key: 'beneficiaries', label: '受益人数（人）', cell: (row) => beneficiariesWords(row), plain: (row) => row.beneficiaries, align: 'end' },
      { key: 'confirmation', label: '受益人', cell: ({ confirmation }) => (confirmation ? shortWords[confirmation as 'done'] : ''), tight: true },
      { key: 'state', label: '状态', cell: (row) => deed.states[row.state as 'recorded']?.label, tight: true },
      { key: 'hours', label: '服务时长（小时）', cell: ({ hours }) => hours ?? '', plain: ({ hours }) => hours, align: 'end', shown: false },
      { key: 'village', label: '村（社区）', cell: ({ village }) => village ?? '', shown: false },
      { key: 'check_result', label: '抽查', cell: ({ check_result }) => (check_result ? checkResults[check_result as 'passed'] : ''), tight: true, shown: false },
    ],
    filters: [
      searchOn(deed, '关键词', '内容、村、成效'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('done_on', '完成时间'),
      stateFilter(deed),
      kindOn('kind', '服务类型'),
      choiceOn('confirmation', '受益人', confirmationWords, { more: true }),
      choiceOn('promise_term', '承诺', promiseTerms, { more: true }),
    ],
    defaultSort: '-done_on',
    empty: '还没有民生实事记录。办成一件就登记一件，从表格导入也可以。',
  },
  listOthers: (visit) => listLinks(visit),
  lead: (row, { places, members }) => `${doerWords(row, members)} · ${places.get(row.committee_id ?? '') ?? ''} · ${row.state === 'promised' ? `${row.due_on ?? row.done_on}前` : doneWords(row)}`,
  facts: (row, { members, places }, visit) => factsOf(row, members, places, isPrivy(deed, visit.actor, row)),
  sections: (row, shown, visit) => <DeedSections shown={shownOf(row, shown, visit)} frame={frameOf(visit)} />,
  others: (row) => (['recorded', 'verified'].includes(row.state) ? [{ label: '登记表（Word）', href: `/${deed.path}/${row.id}/sheet.docx` }] : []),
});

const shortWords = { done: '已确认', partly: '还有没办到的', not_done: '说没有办' } as const;

function shownOf(row: Deed, { confirmations, under }: Around, { actor }: Visit): DeedShown {
  const begun = { deed_id: row.id, member_id: row.member_id, committee_id: row.committee_id } as DeedConfirmation;
  return { row, confirmations, under, keeps: standing(keepers, actor, row) !== undefined, asks: mayCreate(deedConfirmation, actor, begun) === undefined };
}

function listLinks({ actor }: Visit): Action[] {
  const clerk = holds(actor, 'county_office', 'worker', 'director', 'deputy_director');
  const reader = clerk || holds(actor, 'chair', 'auditor');
  const year = today().slice(0, 4);
  return [
    ...(clerk || actor.memberId ? [{ label: '作一项承诺', href: `/${deed.path}/new?as=promise` }] : []),
    ...(reader || actor.memberId ? [{ label: '一人一件', href: `/${deed.path}/coverage` }] : []),
    ...(reader ? [{ label: '登记与确认', href: `/${deed.path}/standing` }] : []),
    ...(holds(actor, 'county_office', 'chair', 'auditor') ? [{ label: '抽查', href: '/deed-rounds' }] : []),
    ...(clerk ? [{ label: '服务时长表', href: `/${deed.path}/volunteer.xlsx?year=${year}` }] : []),
    ...membershipsOf(actor).slice(0, 1).map((id) => ({ label: '我的年度证明（Word）', href: `/${deed.path}/of/${id}/year.docx` })),
  ];
}

function factsOf(row: Deed, members: ReadonlyMap<string, string>, places: ReadonlyMap<string, string>, privy: boolean): Fact[] {
  const told: [string, string | number | null | undefined][] = [
    ['委员', doerWords(row, members)], ['联络委', places.get(row.committee_id ?? '')], ['服务类型', kindWord(row.kind)],
    ['承诺', row.promise_term && `${promiseTerms[row.promise_term as 'long']}，${row.due_on}前${row.carried_n > 0 ? `（结转${row.carried_n}次）` : ''}`], ['公开', row.published_on && `${row.published_on}起公开`],
    ...(row.state === 'promised' ? [] : [['完成时间', row.started_on ? `${row.started_on}至${doneWords(row)}` : doneWords(row)] as [string, string]]),
    ['服务时长', row.hours && `${row.hours}小时`], ['村（社区）', row.village], ['地点', row.place], ['受益人数', beneficiariesWords(row)], ['受益群体', row.helped], ['协助单位', row.partner],
    ['照片', row.photo_consent && photoConsents[row.photo_consent as 'agreed']], ['证明材料', row.evidence],
    ['抽查', row.check_result && `${checkResults[row.check_result as 'passed']}（${row.checked_on}）`],
    ...(privy ? ([['投入', row.value_yuan === null ? null : `${row.value_yuan}元`], ['找谁确认', [row.contact_name, row.contact_phone].filter(Boolean).join('，')]] as [string, string | null][]) : []),
    ['联系方式', row.contact_erased_on && `${row.contact_erased_on}已清除`],
  ];
  return [
    ...told.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== 0).map(([label, value]): Fact => ({ label, value: value as string })),
    ...(row.account ? [{ label: '做法和成效', value: <LongText text={row.account} />, wide: true }] : []),
  ];
}

/** The member, or the name of a ledger whom no member could be matched with. */
const doerWords = (row: Deed, members: ReadonlyMap<string, string>): string =>
  row.member_id ? (members.get(row.member_id) ?? '') : `${row.doer}（名册中没有对上）`;

function doneWords(row: Deed): string {
  return heldWords({ held_on: row.done_on, precision: row.precision });
}

const beneficiariesWords = (row: Deed): string =>
  row.beneficiaries === null ? '' : `${row.approximate ? '约' : ''}${row.beneficiaries}`;

export function mount(site: Site): void {
  mountConfirmations(site);
  mountChecks(site);
  mountCoverage(site);
  mountStanding(site);
  mountPapers(site);
  mountPublicPromises(site);
  mountOutbox(site, { declared: deed, fields: deedFields, noted: ['deed', 'village'], day: 'done_on' });
  mountResource(site, deeds);
}
