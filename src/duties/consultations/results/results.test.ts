import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDocx } from '#platform/documents/docx.ts';
import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { reading, transact, type Act } from '#platform/records/act.ts';
import { get, list as listed } from '#platform/records/read.ts';
import { createMany, edit, take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { attendance, type Attendance } from '#duties/attending/record.ts';
import { castBallot, judgeByLink, linksOf, makeLink, objectByLink, openLink } from '#duties/consultations/floor/links/links.ts';
import { effects as objectionEffects, raise } from '#duties/consultations/floor/objections/actions.ts';
import { objection, objectionFields, type Objection } from '#duties/consultations/floor/objections/record.ts';
import { draftAdvice, effects as pointEffects, notePoint } from '#duties/consultations/floor/points/actions.ts';
import { point, pointFields, type Point } from '#duties/consultations/floor/points/record.ts';
import { correctRemark, noteRemark } from '#duties/consultations/floor/remarks/actions.ts';
import { remark, remarkFields } from '#duties/consultations/floor/remarks/record.ts';
import { effects as voteEffects, openVote } from '#duties/consultations/floor/votes/actions.ts';
import { outcomeOf, type Counted } from '#duties/consultations/floor/votes/rules.ts';
import { vote, voteFields, type Vote } from '#duties/consultations/floor/votes/record.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { beginList, effects, filingWords } from '#duties/consultations/results/actions.ts';
import { effects as evaluationEffects, enterPaper, judge } from '#duties/consultations/results/evaluations/actions.ts';
import { evaluation, evaluationFields, type Evaluation } from '#duties/consultations/results/evaluations/record.ts';
import { claims, figures } from '#duties/consultations/results/facts.ts';
import { minutesPaper } from '#duties/consultations/results/minutes.ts';
import { minutesFacts } from '#duties/consultations/results/reading.ts';
import { filedLate } from '#duties/consultations/results/late.ts';
import { resultFields, resultList, type ResultList } from '#duties/consultations/results/record.ts';
import { effects as taskEffects, listTask, tasksOf } from '#duties/consultations/results/tasks/actions.ts';
import { resultTask, taskFields, type ResultTask } from '#duties/consultations/results/tasks/record.ts';
import { uptakeOf } from '#duties/consultations/results/uptake.ts';
import { consultationsSlice } from '#duties/consultations/slice.ts';
import { other, own } from '../../../../test/cast.ts';
import { testCounty, type TestCounty } from '../../../../test/county.ts';
import { expectListsEqualFigures } from '../../../../test/figures.ts';
import { faultsOfPath, matrix } from '../../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../../test/relations.ts';
import { contentOf, several, stateOf } from '../../../../test/samples.ts';

let county: TestCounty;
beforeAll(async () => {
  county = await testCounty([parametersSlice, consultationsSlice]);
});
afterAll(() => county.drop());

const as = <T>(actor: Actor, work: (act: Act) => Promise<T>): Promise<T> => transact(county.house, actor, null, work);
const worker = <T>(work: (act: Act) => Promise<T>): Promise<T> => as(county.cast.worker, work);
const step = <Row extends Recorded>(actor: Actor, declared: Lifecycle<Row>, row: { id: string }, name: string, input: object = {}, more: object = {}): Promise<Row> =>
  as(actor, (act) => take<Row>(act, declared, row.id, name, { input: input as Record<string, unknown>, ...more }));
const seen = <Row extends Recorded>(declared: Lifecycle<Row>, id: string, actor: Actor = county.cast.office): Promise<Row> => reading(county.house, actor, (look) => get<Row>(look, declared, id));

const meeting = async (columns: Partial<Consultation> = {}): Promise<Consultation> =>
  (await county.act((act) => createMany<Consultation>(act, consultation, [{ committee_id: county.here.committee, topic: '农贸市场停车', held_on: '2026-03-02', precision: 'day', state: 'held', kind: 'grassroots', place: '白石镇议事室', residents: 12, ...columns }])))[0]!;

/** A consultation with one agreed point, its minutes confirmed and its list sent. */
async function sentList(): Promise<{ row: Consultation; list: ResultList; task: ResultTask }> {
  const row = await meeting();
  await worker((act) => notePoint(act, { consultation_id: row.id, kind: 'agreed', point: '市场东侧划停车位' }, {}));
  const begun = await worker((act) => beginList(act, { consultation_id: row.id, present: '群众代表：张三' }, {}));
  await step(county.cast.director, resultList, begun, 'confirm', { confirmed_by: '李书记', confirmed_on: '2026-03-04' }, { effect: effects.confirm });
  const list = await step(county.cast.worker, resultList, begun, 'send', { decider: '白石镇党委', sent_on: '2026-03-05' }, { effect: effects.send });
  const [task] = await reading(county.house, county.cast.office, (look) => tasksOf(look, list.id));
  return { row, list, task: task! };
}

const asked = (row: Consultation, name: string, vote_id: string | null = null): Promise<string> => worker(async (act) => (await makeLink(act, { consultation_id: row.id, vote_id }, { name, capacity: '群众代表' }))!);
const ofLink = (code: string, words: string) => objectByLink(county.house, county.id, code, null, (act, link) => raise(act, { consultation_id: link.consultation_id, raised_by: link.holder, source: 'link', objection: words, link_id: link.id }, {}));

describe('declared', () => {
  const declared: Lifecycle<any>[] = [remark, point, vote, objection, resultList, resultTask, evaluation];

  test('every path leads on', () => {
    expect(declared.flatMap((one) => faultsOfPath(one, one === vote ? ['counted'] : []))).toEqual([]);
  });

  test('who may do what', () => {
    expect(matrix<ResultTask>(resultTask, { 'for the own unit': { committee_id: other.committee, unit_id: own.unit }, 'of the own committee': { committee_id: own.committee, unit_id: other.unit } })).toMatchSnapshot('tasks');
    expect(matrix<ResultList>(resultList, { 'with everything settled': { committee_id: own.committee, present: '张三', tasks_n: 1, tasks_open: 0, objections_open: 0 }, 'with an objection': { committee_id: own.committee, present: '张三', tasks_n: 1, tasks_open: 0, objections_open: 1 } })).toMatchSnapshot('lists');
    expect(matrix<Objection>(objection, { 'of the own committee': { committee_id: own.committee } })).toMatchSnapshot('objections');
  });

  test('relations and figures mean the same in memory and in SQL', async () => {
    const conditions = (name: string) => Object.fromEntries(figures.filter(({ record }) => record === name).map((one) => [one.name, one.where]));
    await expectRelationsAgree(county.house, remark, remarkFields, { columns: { member_id: [own.member, null], person_id: [own.person, null], committee_id: [own.committee, other.committee] } });
    await expectRelationsAgree(county.house, point, pointFields, { columns: { committee_id: [own.committee, null] }, conditions: conditions(point.name) });
    await expectRelationsAgree(county.house, vote, voteFields, { columns: { committee_id: [own.committee, null] }, conditions: conditions(vote.name) });
    await expectRelationsAgree(county.house, objection, objectionFields, { columns: { committee_id: [own.committee, null], link_id: [own.person, null] }, conditions: conditions(objection.name) });
    await expectRelationsAgree(county.house, resultList, resultFields, { columns: { committee_id: [own.committee, null], filing_no: [3, null], file_by: ['2026-03-20', null], filed_on: ['2026-03-20', '2026-03-21', null] }, conditions: { ...conditions(resultList.name), late: filedLate('2026-04-01') } });
    await expectRelationsAgree(county.house, resultTask, taskFields, { columns: { committee_id: [own.committee, null], unit_id: [own.unit, other.unit, null], decision: ['adopted', 'partly', 'declined', null] }, conditions: conditions(resultTask.name) });
    await expectRelationsAgree(county.house, evaluation, evaluationFields, { columns: { committee_id: [own.committee, null], way: ['link', 'paper'] }, conditions: conditions(evaluation.name) });
  });

  test('each list is as long as its figure', async () => {
    const row = await meeting();
    const of = { consultation_id: row.id, committee_id: county.here.committee, subject: row.topic };
    const days = { noted_on: '2026-03-02', voted_on: '2026-03-02', raised_on: '2026-03-02', listed_on: '2026-03-02', evaluated_on: '2026-03-02', held_on: '2026-03-02' };
    const [held] = await county.act((act) => createMany<ResultList>(act, resultList, [{ ...of, held_on: days.held_on, filing_no: 999, state: 'acknowledged' }]));
    const random = async (declared: Lifecycle<any>, fields: typeof pointFields, columns: object) => {
      const content = fc.tuple(contentOf(fields), stateOf(declared)).map(([values, state]) => ({ ...values, ...of, ...columns, state }));
      await county.act((act) => createMany(act, declared, several(content as fc.Arbitrary<object>, 20)));
    };
    await random(point, pointFields, { noted_on: days.noted_on, place: 1 });
    await random(vote, voteFields as never, { voted_on: days.voted_on, asked_n: 9 });
    await random(objection, objectionFields as never, { raised_on: days.raised_on });
    await random(resultTask, taskFields as never, { listed_on: days.listed_on, place: 1, result_id: held!.id, decision: 'adopted' });
    await random(evaluation, evaluationFields as never, { evaluated_on: days.evaluated_on, way: 'paper' });
    await expectListsEqualFigures(county.house, figures, { actors: [county.cast.office, county.cast.worker], committees: [county.here.committee, county.there.committee] });
  });
});

describe('at the meeting', () => {
  test('a remark is a gist or a recording, belongs to whoever spoke, and is put right by him', async () => {
    const row = await meeting({ state: 'convened' });
    await expect(worker((act) => noteRemark(act, { consultation_id: row.id, speaker: '张三' }, {}))).rejects.toMatchObject({ status: 422 });
    const voice = await worker((act) => noteRemark(act, { consultation_id: row.id, speaker: '张三' }, {}, 1));
    expect([voice.gist, voice.place]).toEqual([null, 1]);
    const own = await county.act(async (act) => {
      await createMany<Attendance>(act, attendance, [{ consultation_id: row.id, subject: row.topic, held_on: row.held_on, committee_id: county.here.committee, capacity: 'member', invitee: '石大山', member_id: county.here.member, person_id: county.here.person, state: 'coming' }]);
      return noteRemark(act, { consultation_id: row.id, speaker: '石大山', gist: '路窄，先划线' }, {});
    });
    expect([own.member_id, own.capacity, own.place]).toEqual([county.here.member, '政协委员', 2]);
    const put = await as(county.cast.member, async (act) => edit(act, remark, own.id, own.version, await correctRemark(act, own, { gist: '路窄，先划线，再立牌' })));
    expect(put.gist).toContain('立牌');
    await expect(as(county.cast['other member'], (act) => edit(act, remark, own.id, put.version, { gist: '改' }))).rejects.toMatchObject({ status: 404 });
  });

  test('a topic that is only suggested has no floor', async () => {
    const row = await meeting({ state: 'suggested' });
    await expect(worker((act) => notePoint(act, { consultation_id: row.id, kind: 'agreed', point: '修' }, {}))).rejects.toMatchObject({ status: 409 });
  });

  test('what was not agreed says why, and how it goes on; the advice is drafted from what was agreed and never over what somebody wrote', async () => {
    const row = await meeting();
    await expect(worker((act) => notePoint(act, { consultation_id: row.id, kind: 'open', point: '收不收费' }, {}))).rejects.toMatchObject({ status: 422 });
    const open = await worker((act) => notePoint(act, { consultation_id: row.id, kind: 'open', point: '收不收费', reason: '商户要，住户不要' }, {}));
    await expect(worker((act) => draftAdvice(act, row.id, {}))).rejects.toMatchObject({ status: 422 });
    await worker((act) => notePoint(act, { consultation_id: row.id, kind: 'agreed', point: '东侧划停车位；' }, {}));
    expect((await worker((act) => draftAdvice(act, row.id, {}))).advice).toBe('1. 东侧划停车位。');
    await expect(worker((act) => draftAdvice(act, row.id, {}))).rejects.toMatchObject({ status: 409 });
    expect((await step<Point>(county.cast.worker, point, open, 'answer', { answer: '下月再协商' }, { effect: pointEffects.answer })).state).toBe('answered');
  });
});

describe('votes', () => {
  test('hands are counted at once; too many are refused, too few make no majority', async () => {
    const row = await meeting();
    const hands = { consultation_id: row.id, question: '同意划线', way: 'hands', asked_n: 20 };
    await expect(worker((act) => openVote(act, { ...hands, vote_for: 21, vote_against: 0, vote_abstained: 0 }, {}))).rejects.toMatchObject({ status: 422 });
    const few = await worker((act) => openVote(act, { ...hands, vote_for: 8, vote_against: 1, vote_abstained: 0 }, {}));
    expect([few.state, few.outcome, few.present_n]).toEqual(['counted', 'no_quorum', 9]);
    expect((await seen<Consultation>(consultation, row.id)).quorum_met).toBe(false);
  });

  test('any numbers: a majority is never a tie, and more votes for never make it worse', () => {
    const counted = fc.record({ vote_for: fc.nat(60), vote_against: fc.nat(60), vote_abstained: fc.nat(60), vote_invalid: fc.nat(10), away: fc.nat(40), silent: fc.nat(10) })
      .map(({ away, silent, ...votes }): Counted => { const present_n = votes.vote_for + votes.vote_against + votes.vote_abstained + votes.vote_invalid + silent; return { ...votes, present_n, asked_n: Math.max(1, present_n + away) }; });
    const rules = fc.record({ quorum_percent: fc.nat(100), majority: fc.constantFrom('half_of_present', 'two_thirds_of_present', 'half_of_asked') }) as fc.Arbitrary<Parameters<typeof outcomeOf>[1]>;
    fc.assert(fc.property(counted, rules, (votes, rule) => {
      const outcome = outcomeOf(votes, rule);
      if (votes.vote_for <= votes.vote_against && votes.vote_for + votes.vote_against > 0 && rule.majority !== 'half_of_asked') expect(outcome).not.toBe('supported');
      if (outcome === 'supported' && votes.vote_against > 0) expect(outcomeOf({ ...votes, vote_for: votes.vote_for + 1, vote_against: votes.vote_against - 1 }, rule)).toBe('supported');
      expect(outcome === 'no_quorum').toBe(votes.present_n * 100 < rule.quorum_percent * votes.asked_n);
    }));
  });

  test('a written vote: each link once, nothing tells who voted what, paper is added, and counting ends it', async () => {
    const row = await meeting();
    const opened = await worker((act) => openVote(act, { consultation_id: row.id, question: '同意立牌', way: 'written', asked_n: 3 }, {}));
    const codes = [await asked(row, '张三', opened.id), await asked(row, '李四', opened.id)];
    await castBallot(county.house, county.id, codes[0]!, 'for', null);
    await expect(castBallot(county.house, county.id, codes[0]!, 'against', null)).rejects.toMatchObject({ status: 409, code: 'link_used' });
    await castBallot(county.house, county.id, codes[1]!, 'against', 'the-same-request');
    await castBallot(county.house, county.id, codes[1]!, 'against', 'the-same-request');
    const now = await seen<Vote>(vote, opened.id);
    expect([now.cast_n, now.vote_for, now.outcome]).toEqual([2, null, null]);
    const kept = await county.act(async (act) => JSON.stringify([
      await linksOf(act, { consultation_id: row.id, vote_id: opened.id }),
      (await sql`select content from journal where county_id = ${county.id} and content like ${`%${opened.id}%`}`.execute(act.db)).rows,
      (await sql`select * from consultation_votes_history where county_id = ${county.id} and id = ${opened.id}`.execute(act.db)).rows,
    ]));
    expect(kept).toContain('"used":true');
    expect(kept).not.toMatch(/"vote_for":[1-9]|against":[1-9]|"ballot"/u);
    expect(await county.act(async (act) => (await sql`select from journal where county_id = ${county.id} and content like ${`%${opened.id}%`} and (content like '%张三%' or content like '%李四%')`.execute(act.db)).rows)).toEqual([]);
    await expect(step(county.cast.worker, vote, opened, 'count', { vote_for: 2, vote_against: 0, vote_abstained: 0 }, { effect: voteEffects.count })).rejects.toMatchObject({ status: 422 });
    const counted = await step<Vote>(county.cast.worker, vote, opened, 'count', { vote_for: 1, vote_against: 0, vote_abstained: 0 }, { effect: voteEffects.count });
    expect([counted.vote_for, counted.vote_against, counted.present_n, counted.outcome]).toEqual([2, 1, 3, 'supported']);
    const late = await asked(row, '王五', opened.id);
    await expect(castBallot(county.house, county.id, late, 'for', null)).rejects.toMatchObject({ status: 409, code: 'vote_over' });
  });
});

describe('the result list', () => {
  test('begins with what was agreed, is one for each consultation, and carries the advice when it is sent', async () => {
    const { row, list, task } = await sentList();
    expect([list.tasks_n, list.tasks_open, list.minutes_by, task.task]).toEqual([1, 1, '2026-03-09', '市场东侧划停车位']);
    const told = await seen<Consultation>(consultation, row.id);
    expect([told.state, told.advice, told.results_open, told.minutes_at !== null, told.results_listed_at !== null]).toEqual(['reported', '1. 市场东侧划停车位。', 1, true, true]);
    await expect(worker((act) => beginList(act, { consultation_id: row.id }, {}))).rejects.toMatchObject({ status: 422 });
    await expect(worker((act) => listTask(act, { result_id: list.id, task: '再加一项' }, {}))).rejects.toMatchObject({ status: 409 });
  });

  test('a body decides, with its reason; a unit sees and reports its own and never confirms it', async () => {
    const { row, list, task } = await sentList();
    const unit = county.cast['unit clerk'];
    await expect(seen(resultTask, task.id, unit)).rejects.toMatchObject({ status: 404 });
    await county.act((act) => sql`update consultation_tasks set unit_id = ${county.here.unit} where county_id = ${county.id} and id = ${task.id}`.execute(act.db));
    await expect(seen(resultTask, task.id, unit)).rejects.toMatchObject({ status: 404 }); // nothing is decided yet
    await expect(step(county.cast.worker, resultTask, task, 'adopt', { decision: 'partly', decided_by: '白石镇党委', decided_on: '2026-03-06' }, { effect: taskEffects.adopt })).rejects.toMatchObject({ status: 422 });
    await step(county.cast.worker, resultTask, task, 'adopt', { decision: 'adopted', decided_by: '白石镇党委', decided_on: '2026-03-06' }, { effect: taskEffects.adopt });
    expect((await seen<Consultation>(consultation, row.id)).uptake).toBe('planned');
    await step(unit, resultTask, task, 'report', { report: '划了二十个' }, { effect: taskEffects.report });
    await expect(step(unit, resultTask, task, 'confirm', {}, { effect: taskEffects.confirm })).rejects.toMatchObject({ status: 403 });
    await step(county.cast.worker, resultTask, task, 'confirm', {}, { effect: taskEffects.confirm });
    const [told, now] = [await seen<Consultation>(consultation, row.id), await seen<ResultList>(resultList, list.id)];
    expect([told.uptake, told.results_open, now.tasks_open]).toEqual(['done', 0, 0]);
  });

  test('is not closed over an objection, whoever raised it and however often it comes back', async () => {
    const { row, list, task } = await sentList();
    await step(county.cast.worker, resultTask, task, 'decline', { decided_by: '白石镇党委', decided_on: '2026-03-06', decision_words: '明年统一规划' }, { effect: taskEffects.decline });
    await step(county.cast.worker, resultList, list, 'file', { filed_on: '2026-03-10' }, { effect: effects.file });
    const filed = await step<ResultList>(county.cast.office, resultList, list, 'acknowledge', {}, { effect: effects.acknowledge });
    expect(filingWords(filed)).toMatch(/^协商备〔\d{4}〕\d+号$/u);
    const code = await asked(row, '张三');
    await ofLink(code, '我家门口不能划');
    const [raised] = (await openLink(county.house, county.id, code) as { own: Objection[] }).own;
    const closing = () => step(county.cast.worker, resultList, list, 'close', {}, { effect: effects.close });
    await expect(closing()).rejects.toMatchObject({ status: 422, code: 'not_ready' });
    await expect(as(county.cast.worker, (act) => take<Consultation>(act, consultation, row.id, 'close'))).rejects.toMatchObject({ status: 422 });
    await expect(step(county.cast.worker, objection, raised!, 'withdraw', {}, { reason: '不算', effect: objectionEffects.withdraw })).rejects.toMatchObject({ status: 403 });
    await step(county.cast.worker, objection, raised!, 'answer', { answer: '门口留出来', answered_by: '主持人' }, { effect: objectionEffects.answer });
    const holder = { ...receiptHolder(county.id, raised!.link_id!), name: '张三' };
    await as(holder, (act) => take<Objection>(act, objection, raised!.id, 'insist', { reason: '还是挡了', effect: objectionEffects.insist }));
    await expect(closing()).rejects.toMatchObject({ status: 422 });
    await step(county.cast.worker, objection, raised!, 'answer', { answer: '现场看过，让出三米', answered_by: '主持人' }, { effect: objectionEffects.answer });
    expect((await closing()).state).toBe('closed');
    await expect(ofLink(code, '又有意见')).rejects.toMatchObject({ status: 409, code: 'closed' });
    expect((await seen<Consultation>(consultation, row.id)).uptake).toBe('none');
  });

  test('any order of objecting, answering and insisting: it closes exactly when none is open, and the counters are the rows', async () => {
    const moves = fc.array(fc.constantFrom('raise', 'answer', 'insist', 'withdraw'), { minLength: 1, maxLength: 12 });
    for (const sequence of several(moves, 8)) {
      const { row, list, task } = await sentList();
      await step(county.cast.worker, resultTask, task, 'decline', { decided_by: '白石镇党委', decided_on: '2026-03-06', decision_words: '不办' }, { effect: taskEffects.decline });
      await step(county.cast.worker, resultList, list, 'file', {}, { effect: effects.file });
      await step(county.cast.office, resultList, list, 'acknowledge', {}, { effect: effects.acknowledge });
      for (const move of sequence) await moved(row, move);
      const open = (await objectionsNow(row)).filter(({ state }) => state === 'open').length;
      expect([(await seen<Consultation>(consultation, row.id)).objections_open, (await seen<ResultList>(resultList, list.id)).objections_open]).toEqual([open, open]);
      const closing = step(county.cast.worker, resultList, list, 'close', {}, { effect: effects.close });
      if (open > 0) await expect(closing).rejects.toMatchObject({ status: 422 });
      else expect((await closing).state).toBe('closed');
    }
  });

  const objectionsNow = (row: Consultation): Promise<Objection[]> => reading(county.house, county.cast.office, (look) => listed<Objection>(look, objection, { limit: 300 })).then((rows) => rows.filter(({ consultation_id }) => consultation_id === row.id));

  async function moved(row: Consultation, move: string): Promise<void> {
    const wanted = { answer: 'open', withdraw: 'open', insist: 'answered' }[move];
    if (!wanted) return void (await worker((act) => raise(act, { consultation_id: row.id, raised_by: '张三', source: 'meeting', objection: '不同意' }, {})));
    const found = (await objectionsNow(row)).find(({ state }) => state === wanted);
    if (!found) return;
    const input = move === 'answer' ? { answer: '说明了', answered_by: '主持人' } : {};
    await step(county.cast.office, objection, found, move, input, { reason: '本人说的', effect: objectionEffects[move as 'answer'] });
  }

  test('filing numbers have no gaps, and a return keeps none back', async () => {
    const numbers: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const { list } = await sentList();
      await step(county.cast.worker, resultList, list, 'file', {}, { effect: effects.file });
      if (n === 1) {
        await step(county.cast.office, resultList, list, 'return', {}, { reason: '缺签名', effect: effects.return });
        await step(county.cast.worker, resultList, list, 'file', {}, { effect: effects.file });
      }
      numbers.push((await step<ResultList>(county.cast.office, resultList, list, 'acknowledge', {}, { effect: effects.acknowledge })).filing_no!);
    }
    expect(numbers).toEqual([numbers[0]!, numbers[0]! + 1, numbers[0]! + 2]);
  });

  test('uptake follows from any decisions', () => {
    const states = fc.array(fc.constantFrom('listed', 'adopted', 'reported', 'done', 'declined'), { maxLength: 8 }).map((all) => all.map((state) => ({ state })));
    fc.assert(fc.property(states, (tasks) => {
      const uptake = uptakeOf(tasks);
      const is = (state: string) => tasks.filter((one) => one.state === state).length;
      if (uptake === 'done') expect(is('done') + is('declined')).toBe(tasks.length);
      if (uptake === 'none') expect(is('declined')).toBe(tasks.length);
      if (is('listed') === tasks.length) expect(uptake).toBeUndefined();
    }));
  });
});

describe('those who took part', () => {
  test('judge once, without a name; a paper counts with its own base; a voided one not', async () => {
    const { row, list } = await sentList();
    const code = await asked(row, '张三');
    const said = (act: Act, of: ResultList) => judge(act, of, { verdict: 'satisfied', way: 'link' });
    await judgeByLink(county.house, county.id, code, null, said);
    await expect(judgeByLink(county.house, county.id, code, null, said)).rejects.toMatchObject({ status: 409, code: 'link_used' });
    await expect(worker((act) => enterPaper(act, { consultation_id: row.id, verdict: 'dissatisfied' }, {}))).rejects.toMatchObject({ status: 422 });
    const paper = await worker((act) => enterPaper(act, { consultation_id: row.id, verdict: 'dissatisfied', reason: '慢' }, {}));
    let now = await seen<ResultList>(resultList, list.id);
    expect([now.asked_n, now.evaluated_n]).toEqual([2, 2]);
    await step<Evaluation>(county.cast.office, evaluation, paper, 'drop', {}, { reason: '重复', effect: evaluationEffects.drop });
    now = await seen<ResultList>(resultList, list.id);
    expect([now.asked_n, now.evaluated_n]).toEqual([1, 1]);
    const everything = await reading(county.house, county.cast.office, (look) => listed<Evaluation>(look, evaluation, { limit: 100 }));
    expect(JSON.stringify(everything)).not.toContain('张三');
  });

  test('a link that nobody made opens nothing, and one made anew ends the one before', async () => {
    const { row } = await sentList();
    const first = await asked(row, '李四');
    await asked(row, '李四');
    await expect(openLink(county.house, county.id, first)).rejects.toMatchObject({ status: 404 });
    await expect(openLink(county.house, county.id, '请让我看')).rejects.toMatchObject({ status: 404 });
  });
});

test('the minutes are made of what was written down, and say that nobody but the deciding body decides', async () => {
  const { row, list } = await sentList();
  await worker((act) => raise(act, { consultation_id: row.id, raised_by: '赵六', capacity: '利害关系人', source: 'meeting', objection: '挡了我家的门' }, {}));
  await worker((act) => noteRemark(act, { consultation_id: row.id, speaker: '张三', capacity: '群众代表', gist: '车乱停' }, {}));
  const paper = await reading(county.house, county.cast.worker, async (look) => minutesPaper(await minutesFacts(look, await get<ResultList>(look, resultList, list.id), '院坝协商', '县政协')));
  const words = JSON.stringify(paper);
  for (const part of ['院坝协商纪要', '张三（群众代表）：车乱停。', '市场东侧划停车位', '赵六（利害关系人）认为：挡了我家的门。还没有答复。', '办不办、怎样办，由他们决定', '李书记']) expect(words).toContain(part);
  expect(words).not.toMatch(/协商决定|会议决定/u);
  expect((await toDocx(paper)).byteLength).toBeGreaterThan(5_000);
});

test('what is claimed of all is refused with those that lack it', async () => {
  const verdicts = await reading(county.house, county.cast.office, async (look) => Promise.all(claims.map((one) => one.examine(look, { from: '2026-01-01', to: today() }))));
  expect(verdicts.every(({ examined, counterExamples }) => examined > counterExamples.length && counterExamples.length > 0)).toBe(true);
});
