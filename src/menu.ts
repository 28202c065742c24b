import { titleIn, type County } from '#platform/http/visit.ts';
import type { Menu } from '#platform/http/site.tsx';
import { holds, isOnlyParticipant, type Actor, type Role } from '#platform/identity/actor.ts';
import { seenBy } from '#platform/identity/relations.ts';
import type { Lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { never } from '#platform/predicate.ts';
import type { MenuGroup, MenuItem, Tab } from '#platform/ui/frame.ts';
import { memberAnnual } from '#archives/annuals/record.ts';
import { archiveCorrection } from '#archives/corrections/record.ts';
import { readsOthers } from '#archives/dossiers/facts.ts';
import { archiveEvent } from '#archives/events/record.ts';
import { archiveNote } from '#archives/notes/record.ts';
import { archiveVolume } from '#archives/volumes/record.ts';
import { byAppointment } from '#institutions/by-appointments/record.ts';
import { bridge } from '#platform/bridges/record.ts';
import { committee } from '#institutions/committees/record.ts';
import { sector, sectorGroup, specialCommittee } from '#institutions/groupings/record.ts';
import { handover } from '#institutions/handovers/record.ts';
import { member } from '#institutions/members/record.ts';
import { participant } from '#institutions/participants/record.ts';
import { partyPost } from '#institutions/party-posts/record.ts';
import { person } from '#institutions/people/record.ts';
import { post } from '#institutions/posts/record.ts';
import { quota } from '#institutions/quotas/record.ts';
import { reorganisation } from '#institutions/reorganisations/record.ts';
import { setting } from '#institutions/settings/record.ts';
import { term } from '#institutions/terms/record.ts';
import { unit } from '#institutions/units/record.ts';
import { categoryWord } from '#plans/categories/record.ts';
import { yearCalendar } from '#plans/calendar/record.ts';
import { plan } from '#plans/documents/record.ts';
import { haveCheck } from '#plans/haves/checks/record.ts';
import { equipment } from '#plans/haves/equipment/record.ts';
import { funds } from '#plans/haves/funds/record.ts';
import { circular } from '#plans/rounds/circulars/record.ts';
import { finding } from '#plans/rounds/findings/record.ts';
import { round } from '#plans/rounds/rounds/record.ts';
import { objection } from '#duties/consultations/floor/objections/record.ts';
import { point } from '#duties/consultations/floor/points/record.ts';
import { remark } from '#duties/consultations/floor/remarks/record.ts';
import { vote } from '#duties/consultations/floor/votes/record.ts';
import { consultationPlan } from '#duties/consultations/plans/record.ts';
import { consultation } from '#duties/consultations/record.ts';
import { evaluation } from '#duties/consultations/results/evaluations/record.ts';
import { resultList } from '#duties/consultations/results/record.ts';
import { resultTask } from '#duties/consultations/results/tasks/record.ts';
import { topic } from '#duties/consultations/topics/record.ts';
import { venue } from '#duties/consultations/venues/record.ts';
import { crossing } from '#duties/crossings/record.ts';
import { deedCheck } from '#duties/deeds/checks/record.ts';
import { deedRound } from '#duties/deeds/checks/rounds/record.ts';
import { deedConfirmation } from '#duties/deeds/confirmations/record.ts';
import { deed } from '#duties/deeds/record.ts';
import { fieldNote } from '#duties/inspections/notes/record.ts';
import { attendance } from '#duties/attending/record.ts';
import { inspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspectionTopic } from '#duties/inspections/programmes/topics/record.ts';
import { inspection } from '#duties/inspections/record.ts';
import { formalRecommendation } from '#duties/inspections/recommendations/formal/record.ts';
import { recommendation } from '#duties/inspections/recommendations/record.ts';
import { visitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark } from '#duties/inspections/reports/remarks/record.ts';
import { plenarySpeech } from '#duties/inspections/reports/speeches/record.ts';
import { dispute } from '#duties/opinions/disputes/record.ts';
import { instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem } from '#duties/opinions/items/record.ts';
import { ledgerEntry } from '#duties/opinions/ledger/record.ts';
import { outcome } from '#duties/opinions/outcomes/record.ts';
import { commitment } from '#duties/opinions/referrals/commitments/record.ts';
import { referral } from '#duties/opinions/referrals/record.ts';
import { release } from '#duties/opinions/releases/record.ts';
import { commendation } from '#duties/proposals/commendations/record.ts';
import { commendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { keyAct } from '#duties/proposals/keys/acts/record.ts';
import { keySelection } from '#duties/proposals/keys/record.ts';
import { keyRound } from '#duties/proposals/keys/rounds/record.ts';
import { plenary } from '#duties/proposals/plenaries/record.ts';
import { publication } from '#duties/proposals/publishing/record.ts';
import { proposalRating } from '#duties/proposals/ratings/record.ts';
import { proposal } from '#duties/proposals/record.ts';
import { proposalReview } from '#duties/proposals/review/record.ts';
import { undertaking } from '#duties/proposals/undertakings/record.ts';
import { booking } from '#duties/stations/bookings/record.ts';
import { dispatch } from '#duties/stations/dispatches/record.ts';
import { newsItem } from '#duties/stations/news/record.ts';
import { serviceOrder } from '#duties/stations/orders/record.ts';
import { station } from '#duties/stations/record.ts';
import { dutyShift } from '#duties/stations/shifts/record.ts';
import { shiftSwap } from '#duties/stations/swaps/record.ts';
import { task } from '#duties/tasks/record.ts';
import { ballot } from '#assessment/ballots/record.ts';
import { assessmentObjection } from '#assessment/rounds/objections/record.ts';
import { assessment } from '#assessment/rounds/record.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { consequence } from '#assessment/consequences/record.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { seesWholeCounty } from '#reports/facts.ts';
import { personalRequest } from '#reports/privacy/requests/record.ts';
import { proposalReport } from '#reports/proposal-reports/record.ts';
import { stockSentence } from '#reports/sentences/record.ts';
import { speech } from '#reports/speech/record.ts';
import { incomingPaper } from '#reports/papers/incoming/record.ts';
import { outgoingPaper } from '#reports/papers/outgoing/record.ts';
import { statement } from '#reports/statements/record.ts';
import { superiorSheet } from '#reports/superior-sheets/record.ts';
import { speechTemplate } from '#reports/templates/record.ts';
import { sharedFigure } from '#reports/sharing/figures/record.ts';
import { sharing } from '#reports/sharing/record.ts';
import { ownFigure } from '#reports/figures/own/record.ts';
import { requiredFigure } from '#reports/sharing/required/record.ts';
import { sibling } from '#reports/sharing/siblings/record.ts';
import { subscription } from '#reports/sharing/subscriptions/record.ts';

/** A kind of record stands in the menu for whoever may see any of it; a page for those it is made for. The pages of `with` stand under the same entry. */
type Entry =
  | { caption: string }
  | { of: Lifecycle; label?: string; href?: (actor: Actor) => string; with?: readonly Lifecycle[] }
  | { label: string; href: string; for?: (actor: Actor) => boolean; with?: readonly Lifecycle[] };

interface Section extends Omit<MenuGroup, 'items'> {
  entries: readonly Entry[];
}

const holding = (...roles: Role[]) => (actor: Actor): boolean => holds(actor, ...roles);
/** Whoever answers proposals, or sees to it that they are answered; their proposers find the letters on the page of the proposal. */
const handlesProposals = holding('unit_clerk', 'county_office', 'chair', 'leader', 'auditor');
/** Whoever carries a session of proposals from its review to its closing, or watches how that is done. */
const overseesProposals = holding('county_office', 'chair', 'auditor');
const committeeStaff = ['worker', 'director', 'deputy_director'] as const;
/** What is owed by whom, and who has the five haves, is for the committees themselves and those who read the whole county. */
const committeesAndCounty = (actor: Actor): boolean => seesWholeCounty(actor) || holds(actor, ...committeeStaff, 'committee_member');

/** The speech's parts, in its order and by its words. */
const sections: readonly Section[] = [
  {
    label: '三个有', icon: 'institutions', entries: [
      { caption: '组织有序' },
      { of: committee, label: '联络委' }, { of: setting }, { of: reorganisation }, { label: '公开信息', href: '/committee-contacts' }, { label: '组织体检', href: '/structure' },
      { caption: '领导有力' },
      { of: post, label: '职务' }, { of: partyPost, label: '党内职务' },
      { of: byAppointment, label: '增补委员' },
      { caption: '履职有人' },
      { of: member, label: '委员' }, { of: term, label: '届和换届' }, { of: quota, label: '委员名额' }, { of: participant, label: '参加人员' },
    ],
  },
  {
    label: '四个方案', icon: 'plans', entries: [
      { caption: '方案' },
      { of: plan, label: '方案文件' }, { label: '办法参数', href: '/parameters' }, { of: yearCalendar, label: '工作日历' },
      { caption: '规范化建设' },
      { label: '五有总表', href: '/haves', for: committeesAndCounty }, { of: haveCheck, label: '自查验收' }, { label: '规范化清单', href: '/checklists', for: committeesAndCounty }, { of: equipment }, { of: funds },
      { caption: '督查' },
      { of: round, label: '督查' }, { of: finding, label: '督查问题' }, { of: circular, label: '督查通报' },
    ],
  },
  {
    label: '五个一', icon: 'duties', entries: [
      { caption: '一月一次' },
      { of: ledgerEntry }, { label: '群众来件审看', href: '/ledger/screening', for: holding('county_office', ...committeeStaff) },
      { of: referral, href: (actor) => (holds(actor, 'unit_clerk') ? '/referrals/inbox' : '/referrals') }, { of: commitment }, { of: dispute }, { of: release },
      { of: opinionItem }, { label: '信息采编', href: '/opinion-desk', for: holding('county_office', 'chair') }, { of: outcome }, { label: '批示督办', href: '/instructions/board', with: [instruction] },
      { caption: '一季、半年、一人' },
      { of: inspection, with: [inspectionProgramme, inspectionTopic, attendance, fieldNote, visitReport, reportRemark, formalRecommendation, plenarySpeech] }, { of: recommendation, href: () => '/recommendations/board' }, { of: consultation, with: [consultationPlan, venue, remark, point, vote, objection] }, { of: topic }, { of: resultTask, label: '协商成果', href: (actor) => (holds(actor, 'unit_clerk') ? `/${resultTask.path}` : `/${resultList.path}`), with: [resultList, evaluation] }, { of: deed, with: [deedConfirmation, deedRound, deedCheck] },
      { of: station, with: [dutyShift, shiftSwap, booking, newsItem] }, { of: serviceOrder, href: () => `/${serviceOrder.path}/board`, with: [dispatch] },
      { caption: '一年一次' },
      { of: plenary }, { label: '我的提案', href: '/proposals/mine', for: ({ memberId }) => memberId !== null }, { of: proposal },
      { label: '提案审查', href: '/proposals/review', for: overseesProposals, with: [proposalReview] }, { label: '提案交办', href: '/proposals/assigning', for: overseesProposals },
      { label: '提案办理', href: '/proposals/handling', for: holding('unit_clerk') }, { label: '提案答复函', href: '/proposal-answers', for: handlesProposals }, { label: '提案沟通', href: '/proposal-contacts', for: handlesProposals },
      { of: proposalRating, href: (actor) => (holds(actor, 'county_office', 'auditor') ? '/ratings/board' : '/ratings') }, { label: '提案办结', href: '/proposals/closing', for: overseesProposals }, { of: undertaking },
      { of: keySelection, with: [keyRound, keyAct] }, { label: commendationRound.title, href: `/${commendationRound.path}`, for: handlesProposals, with: [commendation] },
      { label: '提案公开', href: '/publications/standing', for: (actor) => overseesProposals(actor) || holds(actor, 'unit_clerk'), with: [publication] },
      { caption: '交办与日历' },
      { of: task, label: '交办事项' }, { label: '同一件事核对', href: '/overlaps', for: committeesAndCounty, with: [crossing] }, { label: '履职日历', href: '/duty-calendar', for: committeesAndCounty },
    ],
  },
  {
    label: '档案', icon: 'file', entries: [
      { label: '我的履职档案', href: '/archive', for: ({ memberId }) => memberId !== null }, { label: '履职档案', href: '/archives/members', for: readsOthers }, { label: '联络委档案', href: '/archives/committees', for: readsOthers },
      { of: archiveEvent }, { of: archiveNote }, { of: memberAnnual }, { of: archiveCorrection }, { of: archiveVolume },
    ],
  },
  {
    label: '考核', icon: 'assessment', entries: [
      { of: assessmentScheme },
      { of: assessment, with: [assessmentSheet, assessmentObjection] },
      { of: ballot, href: () => `/${ballot.path}` },
      { of: consequence, href: (actor) => (holds(actor, 'county_office', 'chair', 'auditor') ? '/consequences/board' : `/${consequence.path}`) },
    ],
  },
  {
    label: '统计与文书', icon: 'reports', entries: [
      { label: '看板', href: '/boards', for: (actor) => seesWholeCounty(actor) || holds(actor, ...committeeStaff) }, { label: '数字与判断', href: '/figures', for: (actor) => seesWholeCounty(actor) || holds(actor, ...committeeStaff), with: [ownFigure, categoryWord] }, { label: '提案统计', href: '/proposals/statistics', for: seesWholeCounty },
      { of: statement, label: '述职与报告' }, { of: proposalReport }, { label: '发言材料', href: '/speech', for: seesWholeCounty }, { of: speech, with: [speechTemplate, stockSentence] }, { of: outgoingPaper }, { of: incomingPaper }, { of: superiorSheet },
      { of: sharing, with: [subscription, sharedFigure] }, { label: '兄弟县市', href: '/siblings', for: seesWholeCounty },
    ],
  },
  { label: '表格导入', icon: 'importing', href: '/imports', entries: [] },
  {
    label: '系统', icon: 'system', entries: [
      { of: unit, label: '承办单位' }, { of: sector, label: '界别' }, { of: specialCommittee }, { of: sectorGroup }, { of: person, label: '人员' }, { of: handover, label: '换届移交' },
      { label: '激活单', href: '/slips', for: holding('county_office') }, { label: '统一认证', href: '/sign-on', for: holding('county_office') }, { label: '邮件通知', href: '/mail', for: holding('county_office') }, { label: '辅助写作', href: '/writing-help', for: holding('county_office') }, { label: '查看记录', href: '/personal-views' }, { of: personalRequest }, { label: '个人信息清单', href: '/personal-data', for: holding('county_office', 'auditor') }, { label: '到期清除', href: '/ledger-erasure', for: holding('county_office') },
      { label: '群众页面译文', href: '/page-wordings' }, { label: '对接系统', href: '/partner-systems' }, { of: bridge }, { label: '操作日志', href: '/journal' }, { label: '运行情况', href: '/system-status' }, { label: '合规对照', href: '/compliance' }, { label: '填报负担', href: '/burden' },
    ],
  },
];

/** Whole sections that are not everybody's. */
const sectionFor: Readonly<Record<string, (actor: Actor) => boolean>> = {
  表格导入: holding('county_office', ...committeeStaff),
  系统: holding('county_office', 'auditor'),
};

/** The left menu; on a phone four tabs stand for it. */
export const menu: Menu = {
  groups: (actor, county) => holds(actor, 'superior_office') ? forSuperiors : [{ label: '首页', icon: 'home', href: '/' }, ...(isOnlyParticipant(actor) ? forParticipants(actor, county) : forPosts(actor, county))],
  tabs: (actor) => holds(actor, 'superior_office') ? tabsForSuperiors : [
    { label: '首页', href: '/', icon: 'home' },
    { label: '待办', href: '/tasks', icon: 'tasks' },
    isSeen(ledgerEntry, actor) ? { label: '台账', href: '/ledger', icon: 'ledger' } : { label: '提案', href: '/proposals', icon: 'proposal' },
    { label: '我的', href: '/me', icon: 'person' },
  ],
};

/** A city, prefecture or province sees what counties share with it, and nothing else. */
const forSuperiors: MenuGroup[] = [
  { label: '各县数字', icon: 'reports', href: '/siblings' },
  { label: requiredFigure.title, icon: 'plans', href: `/${requiredFigure.path}` },
  { label: sibling.title, icon: 'institutions', href: `/${sibling.path}` },
];
const tabsForSuperiors: Tab[] = [
  { label: '各县数字', href: '/siblings', icon: 'home' }, { label: '需要', href: `/${requiredFigure.path}`, icon: 'tasks' },
  { label: '参加县', href: `/${sibling.path}`, icon: 'ledger' }, { label: '我的', href: '/me', icon: 'person' },
];

function forPosts(actor: Actor, county: County): MenuGroup[] {
  return sections.filter(({ label }) => sectionFor[label]?.(actor) ?? true).flatMap(({ entries, ...section }) => {
    if (section.href) return section;
    const items = itemsOf(entries, actor, county);
    return items.length > 0 ? { ...section, items } : [];
  });
}

/** A caption stands over the first entry after it that is shown. */
function itemsOf(entries: readonly Entry[], actor: Actor, county: County): MenuItem[] {
  const items: MenuItem[] = [];
  let caption: string | undefined;
  for (const entry of entries) {
    if ('caption' in entry) {
      caption = entry.caption;
      continue;
    }
    const item = itemOf(entry, actor, county);
    if (!item) continue;
    items.push(caption ? { ...item, caption } : item);
    caption = undefined;
  }
  return items;
}

function itemOf(entry: Exclude<Entry, { caption: string }>, actor: Actor, county: County): MenuItem | undefined {
  const contains = (entry.with ?? []).map(({ path }) => `/${path}`);
  if (!('of' in entry)) return (entry.for?.(actor) ?? true) ? { label: entry.label, href: entry.href, contains } : undefined;
  if (!isSeen(entry.of, actor)) return undefined;
  const own = `/${entry.of.path}`;
  return { label: entry.label ?? titleIn(county, entry.of), href: entry.href?.(actor) ?? own, contains: [own, ...contains] };
}

/** Everybody may stand in these to some record or other; that alone is no work with that kind of record. */
const inPassing = ['self', 'anybody', 'receipt_holder', 'mediator'];

/** Whether a kind of record is part of this person's work: to be read or to be entered. */
const isSeen = (declared: Lifecycle, actor: Actor): boolean => (declared === dispute && actor.mediates) || isWork(declared, actor);

const isWork = ({ visibleTo, createdBy }: Lifecycle, actor: Actor): boolean =>
  seenBy(actor, [...visibleTo, ...createdBy].filter(({ name }) => !inPassing.includes(name))) !== never;

/** Participants see the news that they brought, the disputes that they mediate and the consultations to which they are asked, and open nothing else. */
const forParticipants = (actor: Actor, county: County): MenuGroup[] => [
  { label: titleIn(county, ledgerEntry), icon: 'duties', href: '/ledger' }, ...(actor.mediates ? [{ label: titleIn(county, dispute), icon: 'institutions', href: '/disputes' } as const] : []),
  { label: titleIn(county, consultation), icon: 'consultation', href: '/consultations' },
];
