import { committeeChoices, ownCommittee } from '#institutions/facts.ts';
import { disputeCausesOn, parameterAt } from '#plans/facts.ts';
import { cleaned } from '#platform/fields.ts';
import { daysOn, referenceOn, searchOn, stateFilter, type ListFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { isPrivy } from '#platform/lifecycle/lifecycle.ts';
import { is } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import { find, get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { DueLight } from '#platform/ui/due.tsx';
import { choiceFilter } from '#platform/ui/filters.tsx';
import { heldWords } from '#duties/held.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { correctDispute, effects, enterDispute } from '#duties/opinions/disputes/actions.ts';
import { mountCauses } from '#duties/opinions/disputes/causes.tsx';
import { DisputeForm, factsOf, stepInputs, type Around } from '#duties/opinions/disputes/pages.tsx';
import { mediatorChoices } from '#duties/opinions/disputes/mediators.ts';
import { agreementPaper } from '#duties/opinions/disputes/paper.ts';
import { dispute, disputeFields, numberWords, type Dispute } from '#duties/opinions/disputes/record.ts';
import { Sessions, sessionsOf } from '#duties/opinions/disputes/sessions.tsx';

/** Causes are the county's words, also those of former years. */
const causeFilter: ListFilter<Dispute, Around> = {
  names: ['cause'],
  draw: ({ choices }) => choiceFilter('cause', '纠纷类型', choices['cause'] ?? []),
  where: (value) => {
    const chosen = value('cause');
    return chosen ? is<Dispute>('cause', cleaned(chosen)) : undefined;
  },
};

const disputes = resource<Dispute, Around>({
  declared: dispute,
  fields: disputeFields,
  newLabel: '受理纠纷',
  async around(reading, rows, visit) {
    const [only] = visit.param('id') ? rows : [];
    const named = visit.query.get('entry');
    const committees = await committeeChoices(reading);
    const causes = await disputeCausesOn(reading, today());
    return {
      choices: { committee: committees, cause: causes.map((word) => ({ value: word, label: usualWords(word) })), mediator: only ? await mediatorChoices(reading, only.committee_id) : [] },
      places: new Map(committees.map(({ value, label }) => [value, label])),
      near: await parameterAt(reading, 'light.near_days', today()),
      entry: only?.entry_id ? await find(reading, ledgerEntry, only.entry_id) : named ? await find(reading, ledgerEntry, named) : undefined,
      sessions: only && isPrivy(dispute, visit.actor, only) ? await sessionsOf(reading, only.id) : [],
    };
  },
  known: ({ actor }, { entry }) => ({
    committee_id: entry?.committee_id ?? ownCommittee(actor), taken_on: today(), party_a_kind: 'person', party_b_kind: 'person', secrecy: 'ordinary',
    ...(entry ? { entry_id: entry.id, place: entry.place, people_affected: entry.people_affected, account: entry.matter } : {}),
  }),
  enter: enterDispute,
  correct: correctDispute,
  effects,
  enterLabel: '受理',
  form: ({ form, around }) => <DisputeForm form={form} choices={around.choices} />,
  stepForm: stepInputs,
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: numberWords, tight: true },
      { key: 'name', label: '纠纷', cell: (row) => dispute.nameOf(row), onCards: 'title', fixed: true },
      { key: 'committee', label: '联络委', cell: (row, { places }) => places.get(row.committee_id) ?? '' },
      { key: 'taken_on', label: '受理日期', cell: (row) => heldWords({ held_on: row.taken_on, precision: row.precision }), sort: 'taken_on', tight: true },
      { key: 'cause', label: '纠纷类型', cell: (row) => row.cause, shown: false },
      { key: 'place', label: '发生地点', cell: (row) => row.place ?? '' },
      { key: 'mediators', label: '调解员', cell: (row) => [row.mediators, row.outside_mediators].filter(Boolean).join('、'), shown: false },
      { key: 'sessions', label: '调解（次）', cell: (row) => row.sessions || '', align: 'end' },
      { key: 'people', label: '涉及人数', cell: (row) => row.people_affected ?? '', align: 'end', shown: false },
      { key: 'due_on', label: '期限', cell: (row, { near }) => row.due_on && <span class="due">{row.due_on} <DueLight declared={dispute} row={row} near={near} /></span>, plain: (row) => row.due_on, tight: true },
      { key: 'agreed_on', label: '达成协议', cell: (row) => row.agreed_on ?? '', tight: true, shown: false },
      { key: 'performed', label: '履行', cell: (row) => (row.performed === null ? '' : row.performed ? '已履行' : '未履行'), tight: true, shown: false },
      { key: 'state', label: '状态', cell: (row) => dispute.states[row.state as 'taken']?.label, tight: true },
    ],
    filters: [
      searchOn(dispute, '关键词', '类型、地点、调解员'),
      referenceOn('committee_id', '联络委', ({ choices }) => choices.committee ?? []),
      daysOn('taken_on', '受理日期'),
      stateFilter(dispute),
      causeFilter,
    ],
    defaultSort: '-taken_on',
    empty: '还没有调解案卷。从一条矛盾纠纷的台账建，或者直接受理；原来的纠纷台账可以导入。',
  },
  lead: (row, { places, near }) => <>{numberWords(row)} · {places.get(row.committee_id) ?? ''} · {heldWords({ held_on: row.taken_on, precision: row.precision })}受理 <DueLight declared={dispute} row={row} near={near} /></>,
  facts: factsOf,
  sections: (row, { sessions }, visit) => sessions.length > 0 && isPrivy(dispute, visit.actor, row) && <Sessions sessions={sessions} />,
  others: (row, { entry }, visit) => [
    ...(row.points && isPrivy(dispute, visit.actor, row) ? [{ label: '协议书（Word）', href: agreementHref(row.id) }] : []),
    ...(entry ? [{ label: '民情台账', href: `/${ledgerEntry.path}/${entry.id}` }] : []),
  ],
  listOthers: () => [{ label: '按纠纷类型', href: `/${dispute.path}/causes` }],
});

const agreementHref = (id: string): string => `/${dispute.path}/${id}/agreement.docx`;

/** 调解协议书, to be signed or as it was signed: only for those who know the parties. */
async function agreement(visit: Visit): Promise<Response> {
  return look(visit, async (reading) => {
    const row = await get<Dispute>(reading, dispute, visit.param('id'));
    if (!isPrivy(dispute, visit.actor, row)) throw new Problem(403, 'not_yours', '协议书写着当事人的姓名，由调解员和登记的工作人员下载，您不在其中。');
    const place = (await committeeChoices(reading, row.taken_on)).find(({ value }) => value === row.committee_id)?.label ?? '';
    return paperAnswer(visit, agreementPaper(row, `${place}政协联络委`, row.agreed_on ?? today()));
  });
}

export function mount(site: Site): void {
  mountCauses(site);
  site.add({ method: 'GET', path: agreementHref(':id'), handle: agreement, readsOnly: true });
  mountResource(site, disputes);
}
