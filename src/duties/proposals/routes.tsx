import type { Child } from 'hono/jsx';
import { daysOn, referenceOn, searchOn, stateFilter, type ListFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { giveWorkingSheet } from '#platform/http/working-sheet.ts';
import { holds } from '#platform/identity/actor.ts';
import { not, present, type Predicate } from '#platform/predicate.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { choiceFilter } from '#platform/ui/filters.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { aroundProposals, type Around } from '#duties/proposals/around.ts';
import { Board } from '#duties/proposals/board.tsx';
import { correctProposal } from '#duties/proposals/correcting.ts';
import { effects } from '#duties/proposals/actions.ts';
import { mountMine } from '#duties/proposals/drafting/mine.tsx';
import { mountDrafting } from '#duties/proposals/drafting/routes.ts';
import { enterProposal } from '#duties/proposals/entering.ts';
import { knownOf, ProposalForm, stepForm } from '#duties/proposals/forms.tsx';
import { proposalImport } from '#duties/proposals/imports.ts';
import { proposal, proposalFields, type Proposal } from '#duties/proposals/record.ts';
import { dissatisfied } from '#duties/proposals/relations.ts';
import { boardsOf, noticeOf } from '#duties/proposals/review/links.ts';
import { cosignerWords, dispositionWords, numberWords, proposalFacts, proposalSections, Due, ratingWords, sessionWords, submittedWords } from '#duties/proposals/sections.tsx';
import { dispositionFilter, dividingFilters, mainUnitFilter } from '#duties/proposals/statistics/filters.ts';

const stateWords = ({ state }: Proposal): string => proposal.states[state as keyof typeof proposal.states]?.label ?? state;

/** A key proposal is seen to be one where it is named. */
const titleWords = (row: Proposal): Child => (row.key_since ? <>{row.title} <Badge tone="mark">重点</Badge></> : row.title);

/** Yes or no to a condition that is no column. */
const whether = (name: string, label: string, words: { yes: string; no: string }, holds: Predicate<Proposal>): ListFilter<Proposal, Around> => ({
  names: [name],
  draw: () => choiceFilter(name, label, [{ value: 'yes', label: words.yes }, { value: 'no', label: words.no }], { more: true }),
  where: (value) => ({ yes: holds, no: not(holds) })[value(name) ?? ''],
});

/** Whoever was asked to sign reads a draft that is not their own to hand in. */
const draftWords = (row: Proposal, { invitations }: Around): string =>
  (invitations.some(({ id }) => id === row.id) ? `${row.proposer_name}请您联名` : `${row.proposer_name} · 还没有提交，写好了请点“提交”`);

export const proposals = resource<Proposal, Around>({
  declared: proposal,
  helped: { parts: ['situation', 'analysis', 'advice'] },
  fields: proposalFields,
  newLabel: '写提案',
  enterLabel: '保存',
  around: aroundProposals,
  known: knownOf,
  enter: enterProposal,
  correct: correctProposal,
  effects,
  form: ProposalForm,
  stepForm,
  facts: proposalFacts,
  sections: proposalSections,
  listOthers: (visit) => [...ownLinks(visit), ...boardsOf(visit)],
  others: (row) => noticeOf(row),
  above: (visit, around) => <Board visit={visit} around={around} />,
  lead: (row, around) => (row.state === 'draft' ? draftWords(row, around) : [numberWords(row), row.proposer_name, submittedWords(row)].filter(Boolean).join(' · ')),
  listing: {
    columns: [
      { key: 'number', label: '编号', cell: numberWords, sort: 'proposal_no', tight: true },
      { key: 'title', label: '案由', cell: titleWords, plain: (row) => row.title, onCards: 'title', fixed: true },
      { key: 'proposer', label: '提案人', cell: (row) => row.proposer_name },
      { key: 'cosigners', label: '联名人', cell: cosignerWords, shown: false, onCards: 'hidden' },
      { key: 'category', label: '类别', cell: (row) => row.category, tight: true, shown: false },
      { key: 'unit', label: '主办单位', cell: (row, { units }) => units.get(row.lead_unit_id ?? '') ?? '' },
      { key: 'state', label: '状态', cell: stateWords, tight: true },
      { key: 'disposition', label: '审查结果', cell: dispositionWords, tight: true, shown: false, onCards: 'hidden' },
      { key: 'key', label: '重点提案', cell: (row) => (row.key_since ? '是' : ''), tight: true, shown: false, onCards: 'hidden' },
      { key: 'due_on', label: '答复期限', cell: (row, around) => row.due_on && <Due row={row} around={around} />, plain: (row) => row.due_on, sort: 'due_on', tight: true },
      { key: 'letter', label: '办理类别', cell: (row) => row.letter, tight: true, shown: false },
      { key: 'rating', label: '委员意见', cell: ratingWords, tight: true },
      { key: 'session', label: '届次', cell: sessionWords, shown: false, onCards: 'hidden', tight: true },
      { key: 'submitted_on', label: '提交时间', cell: submittedWords, sort: 'submitted_on', tight: true },
    ],
    filters: [
      searchOn(proposal, '关键词', '案由、提案人、内容'),
      stateFilter(proposal),
      mainUnitFilter,
      dispositionFilter,
      whether('key', '重点提案', { yes: '重点提案', no: '不是重点' }, present<Proposal>('key_since')),
      whether('dissatisfied', '不满意', { yes: '评价不满意的', no: '没有不满意的' }, dissatisfied),
      referenceOn('committee_id', '征集的联络委', ({ choices }) => choices['committee'] ?? [], { more: true }),
      ...dividingFilters,
      daysOn('submitted_on', '提交时间', { more: true }),
    ],
    defaultSort: '-submitted_on',
    empty: '还没有提案。写好一件就提交一件，从提案登记表导入也可以。',
  },
});

/** A member's own ones; and the whole register for those who keep it, as the list is filtered now. */
const ownLinks = ({ actor, query }: Visit): Action[] => [
  ...(actor.memberId ? [{ label: '我的提案', href: `/${proposal.path}/mine` }] : []),
  ...(holds(actor, 'county_office') ? [{ label: '提案登记表（可改）', href: `/${proposal.path}/register.xlsx?${query}` }] : []),
];

const registerOut = (visit: Visit): Promise<Response> => giveWorkingSheet(visit, proposals, proposalImport, { called: '提案登记表', whole: true });

export function mount(site: Site): void {
  mountMine(site);
  mountDrafting(site);
  site.add({ method: 'GET', path: `/${proposal.path}/register.xlsx`, handle: registerOut });
  mountResource(site, proposals);
}
