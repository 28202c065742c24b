import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany, take } from '#platform/records/write.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import { specialCommitteeChoices } from '#institutions/facts.ts';
import { decideAwards, roundEffects as awardRoundEffects, shortlistMany as shortlistAwards } from '#duties/proposals/commendations/deciding.ts';
import { recommend } from '#duties/proposals/commendations/recommending.ts';
import { commendationRound, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { effects as actEffects, holdKeyAct, type Held } from '#duties/proposals/keys/acts/actions.ts';
import { keyAct, type KeyAct } from '#duties/proposals/keys/acts/record.ts';
import { effects } from '#duties/proposals/keys/actions.ts';
import { leadersNow } from '#duties/proposals/keys/choosing.ts';
import { nominate } from '#duties/proposals/keys/nominating.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { decideRound, effects as roundEffects, openKeyRound, selectionsOf, takeUpAgain } from '#duties/proposals/keys/rounds/actions.ts';
import { keyRound, type KeyRound } from '#duties/proposals/keys/rounds/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { TERM } from './institutions.ts';
import { dayIn, type Life } from './life.ts';

const LAST_SESSION = 4;

/** The session before: replied to and closed, one solved, two that wait for being implemented. */
const before: [string, Partial<Proposal>][] = [
  ['关于改造老城区雨污管网的提案', { result: 'PLANNED', proposer_kind: 'member' }],
  ['关于修复风雨桥的提案', { result: 'IN_PROGRESS', proposer_kind: 'member' }],
  ['关于建设县城公共自行车停放点的提案', { result: 'SOLVED', proposer_kind: 'party', proposer_name: '民盟岚溪支部', member_id: null }],
];

/** 推荐重点提案, as the departments' papers came in with the review; called where a proposal is filed. */
export async function nominateKey(act: Act, row: Proposal, nominator: string): Promise<void> {
  const { id } = await nominate(act, { proposal_id: row.id, nominator_kind: 'unit', nominator, why: '事关全县群众切身利益，单靠一个部门难以解决' }, {});
  await take<KeySelection>(act, keySelection, id, 'shortlist', { effect: effects.shortlist });
}

/** 重点提案: nominated with the review, decided by the chair meeting in March, supervised through the year; and what was commended. */
export function keysAndAwards(life: Life): void {
  const { year, office, program } = life;
  life.on(dayIn(year - 1, 12, 22), program, (act) => earlierSession(act, life));
  life.on(dayIn(year, 1, 12), office, (act) => awardsOfLastYear(act, life));
  life.on(dayIn(year, 1, 15), office, (act) => openKeyRound(act, { year, recommend_by: dayIn(year, 2, 28) }, {}));
  life.on(dayIn(year, 3, 5), office, (act) => takeUpOld(act, life));
  life.on(dayIn(year, 3, 10), office, (act) => chairMeets(act, life));
  life.on(dayIn(year, 3, 13), office, async (act) => {
    await take<KeyRound>(act, keyRound, (await round(act, year)).id, 'notify', { input: { document_no: `岚协办〔${year}〕9号` }, effect: roundEffects.notify });
  });
  life.on(dayIn(year, 3, 27), office, (act) => approvePlans(act, life));
  supervise(life);
  life.on(dayIn(year, 11, 10), office, (act) => results(act, life));
  life.on(dayIn(year, 11, 12), office, (act) => awardsOfThisYear(act, life));
}

async function earlierSession(act: Act, { year, members, units }: Life): Promise<void> {
  await createMany<Proposal>(act, proposal, before.map(([title, more], n) => ({
    title, state: 'closed', term: TERM, session: LAST_SESSION, time_class: 'session', serial_no: 30 + n, proposal_no: 20 + n, disposition: 'filed', submitted_on: dayIn(year - 1, 1, 16), category: '城建',
    member_id: members[n]!.id, proposer_name: members[n]!.name, lead_unit_id: units[n]!.id, assigned_on: dayIn(year - 1, 2, 10), replied_on: dayIn(year - 1, 5, 20), on_time: true,
    reply: '您的提案收悉。项目已列入年度计划，争取资金到位后实施。', rating_work: 'satisfied', rating_result: 'satisfied', closed_on: dayIn(year - 1, 7, 8), ...more,
  })));
}

async function round(act: Act, year: number): Promise<KeyRound> {
  return (await list(act, keyRound, { where: is<KeyRound>('year', year), limit: 1 }))[0]!;
}

async function takeUpOld(act: Act, { year }: Life): Promise<void> {
  const old = await list(act, proposal, { where: all(is<Proposal>('session', LAST_SESSION), oneOf<Proposal>('result', ['PLANNED', 'IN_PROGRESS'])), order: [{ column: 'proposal_no' }], limit: 2 });
  await takeUpAgain(act, year, old.map(({ id }) => id));
}

/** All that the departments put forward and one of the old ones; the other old one waits another year. */
async function chairMeets(act: Act, { year }: Life): Promise<void> {
  const candidates = await selectionsOf(act, year, 'shortlisted');
  const [first] = await leadersNow(act);
  const leaders = [`${first?.name ?? ''}副县长`, '县委书记', '县长', '县政协主席'];
  const bodies = await specialCommitteeChoices(act);
  const chosen = candidates.filter(({ old }) => !old).concat(candidates.filter(({ old }) => old).slice(0, 1)).slice(0, 9);
  await decideRound(act, (await round(act, year)).id, {
    meeting: `〔${year}〕3号`, decided_on: dayIn(year, 3, 10), rest_why: '今年名额有限，资金落实之后再议',
    chosen: chosen.map(({ id }, n) => ({ id, led_by: leaders[n % leaders.length]!, body_id: bodies[n % Math.max(bodies.length, 1)]?.value, contact: '县政协提案委，0855-6123456' })),
  });
}

/** The plan of the last is still on its way. */
async function approvePlans(act: Act, { year }: Life): Promise<void> {
  const chosen = await selectionsOf(act, year, 'chosen');
  for (const { id } of chosen.slice(0, -1)) {
    await take<KeySelection>(act, keySelection, id, 'approve', { input: { plan: '一、四月底前到现场察看，听取群众和提案人意见。\n二、六月召开督办会，明确牵头单位、资金和完成时间。\n三、九月到现场核对进度，年底小结。' }, effect: effects.approve });
  }
}

const held: [month: number, day: number, kind: Held['kind'], decided: string][] = [
  [4, 22, 'visit', '察看了三个点，群众反映的情况属实；请承办单位五月底前拿出实施方案。'],
  [6, 18, 'meeting', '明确由主办单位牵头，会办单位配合，资金缺口报县政府研究。'],
  [9, 23, 'visit', '主体工程完成，管护责任还没有落实，请乡镇十月底前明确管护人员。'],
];

function supervise(life: Life): void {
  const { year, office } = life;
  for (const [place, [month, day, kind, decided]] of held.entries()) {
    life.on(dayIn(year, month, day), office, async (act) => {
      const supervised = await selectionsOf(act, year, 'supervised');
      for (const [n, { id, led_by }] of supervised.entries()) {
        if (n === supervised.length - 1 || (n + place) % 3 === 2) continue; // as in life: not every one every time, one of them never
        const one = await holdKeyAct(act, { selection_id: id, kind, place: '项目现场', attended: `${led_by}、县政协提案委、承办单位负责人、提案人`, decided }, {});
        if (place === 1 && n === 0) await reportProblem(act, one);
      }
    });
  }
}

async function reportProblem(act: Act, row: KeyAct): Promise<void> {
  await take<KeyAct>(act, keyAct, row.id, 'report', { input: { problem: '资金缺口120万元，主办单位无力解决。', reported_to: '县政府常务会议' }, effect: actEffects.report });
  await take<KeyAct>(act, keyAct, row.id, 'settle', { input: { outcome: '从县级财政预备费安排80万元，其余列入明年预算。' }, effect: actEffects.settle });
}

async function results(act: Act, { year }: Life): Promise<void> {
  const supervised = await selectionsOf(act, year, 'supervised');
  for (const [n, outcome] of (['implemented', 'partly'] as const).entries()) {
    const row = supervised[n];
    if (row) await take<KeySelection>(act, keySelection, row.id, 'conclude', { input: { outcome, summary: n === 0 ? '工程已经完工，管护人员和经费都已落实，提案人和群众满意。' : '主体工程完成，配套设施因资金原因推迟到明年上半年。' }, effect: effects.conclude });
  }
}

async function awardsOfLastYear(act: Act, { year }: Life): Promise<void> {
  const opened = await openRound(act, year - 1);
  const [collective] = await list(act, proposal, { where: all(is<Proposal>('session', LAST_SESSION), is<Proposal>('result', 'SOLVED')), limit: 1 });
  if (!collective) return;
  const rows = [
    await recommend(act, { round_id: opened.id, kind: 'proposal', proposal_id: collective.id, recommended_by: '县住房和城乡建设局', why: '调研深入，建议具体，全部采纳' }, {}),
    await recommend(act, { round_id: opened.id, kind: 'unit', unit_id: collective.lead_unit_id, why: '全部按期答复，提案人都满意' }, {}),
  ];
  await shortlistAwards(act, rows.map(({ id }) => id));
  await decideAwards(act, opened.id, { way: 'vote', meeting: `〔${year}〕1号`, decided_on: dayIn(year, 1, 12), vote_seats: 25, awarded: rows.map(({ id }, n) => ({ id, vote_for: 20 - n, vote_against: n, vote_abstained: 1 })) });
  await take<CommendationRound>(act, commendationRound, opened.id, 'publish', { input: { document_no: `岚协发〔${year}〕2号` }, effect: awardRoundEffects.publish });
}

const openRound = async (act: Act, year: number): Promise<CommendationRound> =>
  (await createMany<CommendationRound>(act, commendationRound, [{ title: `${year}年度优秀提案和先进承办单位`, from_on: dayIn(year, 1, 1), until_on: dayIn(year, 12, 31) }]))[0]!;

/** This year's waits for its shortlist and its vote. */
async function awardsOfThisYear(act: Act, { year }: Life): Promise<void> {
  const opened = await openRound(act, year);
  const satisfied = await list(act, proposal, { where: all(is<Proposal>('rating_result', 'satisfied'), is<Proposal>('disposition', 'filed'), is<Proposal>('session', LAST_SESSION + 1)), order: [{ column: 'proposal_no' }], limit: 60 });
  const collective = satisfied.filter(({ member_id }) => member_id === null).slice(0, 2);
  const rows = [];
  for (const row of [...satisfied.filter(({ member_id }) => member_id !== null).slice(0, 4), ...collective]) {
    rows.push(await recommend(act, { round_id: opened.id, kind: 'proposal', proposal_id: row.id, recommended_by: row.member_id === null ? row.proposer_name : '县政协提案委员会', why: '建议具体，承办单位采纳' }, {}));
  }
  for (const unit_id of new Set(satisfied.flatMap(({ lead_unit_id }) => lead_unit_id ?? []).slice(0, 3))) rows.push(await recommend(act, { round_id: opened.id, kind: 'unit', unit_id, why: '按期答复，沟通充分' }, {}));
  await shortlistAwards(act, rows.slice(0, -2).map(({ id }) => id));
}
