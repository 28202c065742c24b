import { allOf, claim, type Finding } from '#platform/figures/claim.ts';
import { figure, ratio, type Figure } from '#platform/figures/figure.ts';
import type { Scope } from '#platform/figures/count.ts';
import { dated } from '#platform/obligations/dated.ts';
import { obligation } from '#platform/obligations/obligation.ts';
import { all, is, not, oneOf, present, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { countsItself } from '#duties/counted.ts';
import { deed, deedKinds, type Deed } from '#duties/deeds/record.ts';
import { membersCovered, requiredBy } from '#duties/deeds/coverage/covered.ts';

export { enterDeed } from '#duties/deeds/actions.ts';
export { expectKind, kindChoices } from '#duties/deeds/kinds.ts';
export { give as confirmDeed } from '#duties/deeds/confirmations/giving.ts';

/** Done; a promise not yet kept and what was struck do not count. */
const done = oneOf<Deed>('state', ['recorded', 'verified']);

const deedFigure = (name: string, label: string, definition: string, where: Predicate<Deed>, more: Partial<Figure<Deed>> = {}): Figure<Deed> =>
  figure<Deed>({ name, label, definition, record: deed.name, where: more.counts ? where : all(where, countsItself()), day: 'done_on', committee: 'committee_id', unit: '件', ...more });

export const deedsDone = deedFigure('deeds_done', '民生实事', '期间内委员已办成并登记的民生实事件数；只作承诺和不予认定的不计。', done);

export const deedsMembers = deedFigure('deeds_members', '办理民生实事的委员', '期间内至少办成一件民生实事的委员人数，一人多件只计一人。', done, { counts: { distinct: 'member_id' }, unit: '人' });

export const deedsBeneficiaries = deedFigure('deeds_beneficiaries', '民生实事受益人次', '期间内办成并登记的民生实事的受益人数合计，同一人在几件里受益的各计一次；没有填受益人数的按零计。', done, { counts: { sum: 'beneficiaries' }, unit: '人次' });
export const deedsHours = deedFigure('deeds_hours', '民生实事服务时长', '期间内办成并登记的民生实事的服务小时数合计；没有填时长的按零计。', done, { counts: { sum: 'hours' }, unit: '小时' });

// 登记、确认、核实、抽查各算各的: who says so differs, and none stands for another (domain rules 6, issue 6).
const confirmed = all(done, oneOf<Deed>('confirmation', ['done', 'partly']));
export const deedsConfirmed = deedFigure('deeds_confirmed', '受益人确认的实事', '期间内办成并登记、受益人用确认码、在回访中或在签名的单子上说办了的件数；几个人说法不一的，按最不好的算；说没有办的不计。', confirmed);
export const deedsPartly = deedFigure('deeds_confirmed_partly', '受益人说还有没办到的', '期间内办成并登记、受益人说办了但还有没办到的件数，包含在受益人确认的件数里。', all(done, is<Deed>('confirmation', 'partly')));
export const deedsDenied = deedFigure('deeds_denied', '受益人说没有办的实事', '期间内登记、受益人中有人说没有办、还没有不予认定的件数。', all(done, is<Deed>('confirmation', 'not_done')));
export const deedsUnasked = deedFigure('deeds_unconfirmed', '受益人还没有确认的实事', '期间内办成并登记、受益人一个也没有确认过的件数。', all(done, not(present<Deed>('confirmation'))));
export const deedsVerified = deedFigure('deeds_verified', '核实的实事', '期间内办成、联络委或县政协办公室核实过的件数；办理的委员本人不能核实。', is<Deed>('state', 'verified'));
export const deedsChecked = deedFigure('deeds_spot_checked', '抽查的实事', '期间内办成、县政协抽到并且核查过的件数，不管结果。', present<Deed>('check_result'));
export const deedsPassed = deedFigure('deeds_spot_passed', '抽查属实的实事', '期间内办成、县政协抽查认为属实的件数。', is<Deed>('check_result', 'passed'));
export const deedsFailed = deedFigure('deeds_spot_failed', '抽查不属实的实事', '期间内登记、县政协抽查认为不属实的件数；都已不予认定，不再计入民生实事。', is<Deed>('check_result', 'failed'));
export const deedsStruck = deedFigure('deeds_struck', '不予认定的实事', '期间内登记、后来不予认定的件数，抽查不属实的也在内。', is<Deed>('state', 'struck'));

const everPromised = all(present<Deed>('promise_term'), not(is<Deed>('state', 'struck')));
export const promisesMade = deedFigure('deed_promises', '民生实事承诺', '完成期限在期间内的承诺件数，撤回的也在内，结转的按新的期限；不予认定的不计。', everPromised, { day: 'due_on' });
export const promisesKept = deedFigure('deed_promises_kept', '兑现的承诺', '完成期限在期间内、已经办成登记或兑现的承诺件数。', all(present<Deed>('promise_term'), oneOf<Deed>('state', ['recorded', 'verified', 'fulfilled'])), { day: 'due_on' });
export const promisesOpen = deedFigure('deed_promises_open', '还没有兑现的承诺', '完成期限在期间内、还没有办成也没有撤回的承诺件数。', is<Deed>('state', 'promised'), { day: 'due_on' });
export const promisesWithdrawn = deedFigure('deed_promises_withdrawn', '撤回的承诺', '完成期限在期间内、写明理由撤回的承诺件数。', is<Deed>('state', 'withdrawn'), { day: 'due_on' });

const byKind = Object.entries(deedKinds).map(([kind, word]) =>
  deedFigure(`deeds_${kind}`, `民生实事：${word}`, `期间内办成并登记、服务类型是“${word}”的民生实事件数。本县方案另外增加的类型不在里面，在“登记与确认”一页分列。`, all(done, is<Deed>('kind', kind))));

const share = (name: string, label: string, definition: string, numerator: Figure, convention: string) =>
  ratio({ name, label, definition, numerator: numerator.name, denominator: deedsDone.name, decimals: 1, convention });

export const ratios = [
  share('deeds_confirmed_rate', '受益人确认率', '受益人确认的件数占办成并登记件数的百分比。', deedsConfirmed, '没有问过受益人的也在分母里'),
  share('deeds_verified_rate', '核实率', '核实的件数占办成并登记件数的百分比。', deedsVerified, '还没有核实的也在分母里'),
  ratio({ name: 'deeds_spot_passed_rate', label: '抽查属实率', definition: '抽查属实的件数占抽查过的件数的百分比。', numerator: deedsPassed.name, denominator: deedsChecked.name, decimals: 1, convention: '只在抽到并且核查过的里面算' }),
  ratio({ name: 'deed_promises_kept_rate', label: '承诺兑现率', definition: '兑现的承诺占期限在期间内的承诺的百分比。', numerator: promisesKept.name, denominator: promisesMade.name, decimals: 1, convention: '撤回和没有兑现的也在分母里' }),
];

export const yearlyDeed = obligation<Deed>({
  name: 'deed_yearly',
  label: '每名委员办民生实事',
  clause: 'duty.deed',
  rhythm: 'year',
  owedBy: 'member',
  required: 'deeds.required',
  dischargedBy: { declared: deed, where: done, day: 'done_on' },
  warn: 'light.near_days',
  late: 'obligation.late_days',
});

export const deedEveryMember = claim({
  name: 'deed_every_member',
  sentence: '委员人均办理一件以上民生实事',
  definition: '对每名在任委员，期间内都有方案规定件数的已办成的民生实事；方案没有另行规定的，至少一件；整个期间免计的委员不算在内。',
  clause: 'duty.deed',
  parameters: ['deeds.required'],
  href: '/deeds/coverage',
  examine: (reading, scope) => membersWithoutDeed(reading, scope),
  otherwise: ({ examined, counterExamples }) => `在任委员${examined}人中，已按规定办理民生实事的${examined - counterExamples.length}人，还有${counterExamples.length}人没有办够`,
  none: (n) => `${n}名在任委员${allOf(n)}没有按规定办够民生实事`,
});

async function membersWithoutDeed(reading: Reading, scope: Scope): Promise<Finding> {
  const required = await requiredBy(reading, scope);
  if (required === 0) return { examined: 0, counterExamples: [] };
  const rows = (await membersCovered(reading, yearlyDeed, done, scope)).filter(({ excused }) => !excused);
  return {
    examined: rows.length,
    counterExamples: rows.filter(({ n }) => n < required).map(({ id, name, n }) => ({ label: name, why: n === 0 ? '期间内没有办成的民生实事' : `期间内只办成${n}件，应办${required}件`, href: `/members/${id}` })),
  };
}

/** Of a member and a span, what counts towards the duty. */
export const countsAsDone = done;

export const figures = [
  deedsDone, deedsMembers, deedsBeneficiaries, deedsHours, deedsConfirmed, deedsPartly, deedsDenied, deedsUnasked, deedsVerified, deedsChecked, deedsPassed, deedsFailed, deedsStruck,
  promisesMade, promisesKept, promisesOpen, promisesWithdrawn, ...byKind,
];
export const claims = [deedEveryMember];
export const obligations = [yearlyDeed];
/** The day by which a promise is to be kept. */
export const datedRecords = [dated<Deed>({ declared: deed, day: 'due_on', where: all(present<Deed>('promise_term'), oneOf<Deed>('state', ['promised', 'withdrawn'])), cancelled: ['withdrawn'], place: ({ village }) => village, committee: 'committee_id' })];
