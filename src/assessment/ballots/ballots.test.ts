import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotResults } from '#assessment/ballots/facts.ts';
import { ballotFields, ballot, type Ballot } from '#assessment/ballots/record.ts';
import { isQuorate, outcomeOf } from '#assessment/ballots/rules.ts';
import { ballotsSlice } from '#assessment/ballots/slice.ts';
import { assessment } from '#assessment/rounds/record.ts';
import { assessmentObjection } from '#assessment/rounds/objections/record.ts';
import { assessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { assessmentScheme } from '#assessment/schemes/record.ts';
import { parametersSlice } from '#plans/parameter-values/slice.ts';
import { reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { assessed, type Assessed } from '../../../test/assessed.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { faultsOfPath } from '../../../test/matrix.ts';
import { expectRelationsAgree } from '../../../test/relations.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const slices = [parametersSlice, { records: [assessmentScheme, assessment, assessmentSheet, assessmentObjection] }, ballotsSlice];
const keys = { key_one: '春来江水绿如蓝呀', key_two: '能不忆江南老朋友' };
let county: TestCounty;
let office: Visitor;
let second: Visitor;
let round: Assessed;
let year = 2020;
beforeAll(async () => {
  county = await testCounty(slices);
  const visitor = siteOf(county, slices);
  [office, second] = [await visitor({ role: 'county_office' }), await visitor({ role: 'auditor' })];
});
afterAll(() => county.drop());

/** A ballot of an assessment of its own. */
async function prepared(more: object = {}): Promise<string> {
  round = await assessed(county, (year += 1));
  const answer = await office.send('/assessment-ballots', { assessment_id: round.about.id, name: '民主测评', meeting: '县政协常委会', held_on: '2026-03-02', way: 'slips', asked_n: 5, teller_one: '石大山', teller_two: '杨小河', ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id as string;
}

const begin = async (id: string, slips_n = 5): Promise<string[]> => {
  const answer = await office.send(`/assessment-ballots/${id}/slips`, { slips_n, ...keys });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body.slips as string[]).map((address) => new URL(address).pathname);
};

/** Somebody in the hall: nobody in particular. */
async function voter(path: string, marks?: readonly (string | null)[]) {
  const headers = { cookie: '', 'content-type': 'application/json' };
  const answer = await office.fetch(`/api/v1${path}`, marks ? { method: 'POST', body: JSON.stringify({ marks }), headers } : { headers });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

const numbers = { present_n: 5, issued_n: 5, received_n: 0, invalid_n: 0 };
const count = (id: string, more: object = {}) => office.send(`/assessment-ballots/${id}/count`, { ...numbers, ...keys, ...more });
const standing = (id: string): Promise<Ballot> => reading(county.house, county.cast.office, (look) => get<Ballot>(look, ballot, id));
const results = (about: Assessed) => reading(county.house, county.cast.office, (look) => ballotResults(look, about.about.id));

test('path and relations', async () => {
  expect(faultsOfPath(ballot)).toEqual([]);
  await expectRelationsAgree(county.house, ballot, ballotFields, { columns: { answers: [['满意', '不满意']] } });
});

describe('by slips', () => {
  test('is counted by both tellers and tells the sums; who gives no answer abstains', async () => {
    const id = await prepared();
    const [first, second, third] = await begin(id);
    expect((await voter(first!)).body).toMatchObject({ questions: ['小河乡政协联络委', '白石镇政协联络委'].toSorted((a, b) => a.localeCompare(b)), answers: ['满意', '基本满意', '不满意'], used: false });
    const { questions } = await standing(id);
    const place = (questions as { id: string }[]).findIndex((one) => one.id === county.here.committee);
    const marks = (here: string | null, there: string | null) => (place === 0 ? [here, there] : [there, here]);
    expect((await voter(first!, marks('满意', '不满意'))).status).toBe(201);
    expect((await voter(first!, marks('满意', '满意'))).body.detail, 'a slip is used once').toContain('已经投过了');
    await voter(second!, marks('满意', null));
    await voter(third!, marks('基本满意', '没有这一项'));
    expect((await office.json(`/assessment-ballots/${id}`)).body, 'nothing is told before the count').toMatchObject({ counts: null, slip_counts: null });
    expect(await results(round)).toEqual(new Map());
    expect((await count(id, { key_two: '不是这一把钥匙' })).body.fields.key_one).toContain('票箱没有打开');
    expect((await count(id)).body).toMatchObject({ state: 'closed', outcome: 'valid', used_n: 3 });
    expect(await results(round)).toEqual(new Map([
      [county.here.committee, { 民主测评: { 满意: 2, 基本满意: 1, 不满意: 0, 弃权: 0 } }],
      [county.there.committee, { 民主测评: { 满意: 0, 基本满意: 0, 不满意: 1, 弃权: 2 } }],
    ]));
    expect((await voter(second!)).status, 'after the count the slips are gone').toBe(404);
  });

  test('a slip that is sent twice at the same moment is one vote', async () => {
    const id = await prepared();
    const [slip] = await begin(id);
    const answers = await Promise.all([1, 2, 3].map(() => voter(slip!, ['满意', '满意'])));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect((await count(id)).body).toMatchObject({ used_n: 1, slip_counts: [[1, 0, 0], [1, 0, 0]] });
  });

  test('more votes than were issued: without effect, and the urn is never opened', async () => {
    const id = await prepared();
    const slips = await begin(id);
    for (const slip of slips) await voter(slip, ['满意', '满意']);
    expect((await count(id, { issued_n: 4 })).body).toMatchObject({ state: 'failed', outcome: 'too_many', counts: null, slip_counts: null });
    expect(await results(round)).toEqual(new Map());
    const again = await office.send('/assessment-ballots', { assessment_id: round.about.id, name: '民主测评', meeting: '县政协常委会', held_on: '2026-03-03', way: 'paper', asked_n: 5, teller_one: '石大山', teller_two: '杨小河', repeats_id: id });
    expect(again.status, JSON.stringify(again.body)).toBe(201);
  });

  test('without a quorum there is no result', async () => {
    const id = await prepared({ asked_n: 10 });
    const [first] = await begin(id);
    await voter(first!, ['满意', '满意']);
    expect((await count(id, { present_n: 5, issued_n: 5 })).body).toMatchObject({ state: 'failed', outcome: 'no_quorum', slip_counts: null });
  });

  test('codes are printed anew only while nobody has voted, and the old ones are void', async () => {
    const id = await prepared();
    const [old] = await begin(id);
    const [slip] = await begin(id);
    expect((await voter(old!)).status).toBe(404);
    expect((await voter(slip!, [])).status).toBe(201);
    expect((await office.send(`/assessment-ballots/${id}/slips`, { slips_n: 5, ...keys })).body.detail).toContain('已经有人投票');
    expect((await office.send(`/assessment-ballots/${id}/opening`, {})).status).toBe(409);
    expect((await office.send(`/assessment-ballots/${id}/voiding`, { reason: '会议改期' })).body.state).toBe('void');
    expect((await voter(slip!)).status).toBe(404);
  });

  test('what nobody can vote is refused in a sentence', async () => {
    const id = await prepared();
    const [slip] = await begin(id);
    expect((await voter('/vote/test/ABCD-EFGH-JKMN-PQRS', [])).status).toBe(404);
    expect((await voter('/vote/test/x', [])).status).toBe(404);
    expect((await voter(slip!, ['满意', '满意', '满意'])).status).toBe(422);
    expect((await voter(slip!, 'x' as unknown as string[])).status).toBe(422);
    expect((await office.send(`/assessment-ballots/${id}/count`, { ...numbers, present_n: 9, ...keys })).body.fields.present_n).toContain('还多');
  });
});

test('a ballot on 160 members goes over eight pages, which keep what was tapped and cast nothing before the last', async () => {
  const id = await prepared();
  const many = Array.from({ length: 160 }, (_, n) => ({ id: crypto.randomUUID(), name: `委员${n + 1}` }));
  await county.act((act) => act.db.updateTable('assessment_ballots').set({ questions: JSON.stringify(many) }).where('county_id', '=', act.county).where('id', '=', id).execute());
  const [slip] = await begin(id);
  const opened = await (await office.fetch(slip!)).text();
  expect([...opened.matchAll(/<fieldset>/gu)]).toHaveLength(20);
  const turn = async (fields: Record<string, string>) => {
    const answer = await office.submit(slip!, fields);
    return { status: answer.status, text: await answer.text() };
  };
  const next = await turn({ page: '1', 'q-0': '满意', 'q-19': '弃权' });
  expect(next.text).toContain('第2页，共8页');
  expect(next.text).toContain('已经表态2个');
  for (const kept of ['name="q-0" value="满意"', 'name="q-19" value="弃权"']) expect(next.text).toContain(kept);
  const back = await turn({ page: '2', to: '1', 'q-0': '满意', 'q-20': '不满意' });
  expect(back.text).toContain('第1页，共8页');
  expect((await voter(slip!)).body.used, 'turning pages casts nothing').toBe(false);
  expect((await turn({ page: '8', 'q-0': '满意', 'q-20': '不满意', 'q-159': '满意' })).status).toBe(303);
  const closed = (await count(id)).body as { slip_counts: number[][] };
  expect([closed.slip_counts.length, closed.slip_counts[0], closed.slip_counts[20], closed.slip_counts[159], closed.slip_counts[1]]).toEqual([160, [1, 0, 0], [0, 0, 1], [1, 0, 0], [0, 0, 0]]);
  expect((await office.fetch(`/assessment-ballots/${id}/result.docx`)).status).toBe(200);
});

describe('by paper', () => {
  const counts = '3,1,1\n2,2,0';

  test('two counts must be alike before anything is told', async () => {
    const id = await prepared({ way: 'paper' });
    await office.send(`/assessment-ballots/${id}/opening`, {});
    expect((await count(id, { received_n: 5, counts: '9,1,1\n1,1,1' })).body.fields.counts).toContain('还多');
    expect((await count(id, { received_n: 5, counts: '3,1\n1,1,1' })).body.fields.counts).toContain('第1行');
    expect((await count(id, { received_n: 5, counts })).body.state).toBe('counted');
    expect(await results(round)).toEqual(new Map());
    expect((await office.get(`/assessment-ballots/${id}`)).text).not.toContain('基本满意1');
    const recount = (said: string, who = second) => who.send(`/assessment-ballots/${id}/recount`, { ...numbers, received_n: 5, counts: said });
    expect((await recount(counts, office)).body.detail, 'whoever counted first does not count again').toContain('不是登记第一遍的人');
    expect((await recount('3,1,1\n2,1,0')).body.fields.counts).toContain('不一样');
    expect((await second.send(`/assessment-ballots/${id}/recount`, { ...numbers, received_n: 5, invalid_n: 1, counts: '3,1,0\n2,2,0' })).body.fields.invalid_n).toContain('不一样');
    expect((await recount(counts)).body.state).toBe('closed');
    expect([...(await results(round)).values()].map((one) => one['民主测评'])).toEqual([{ 满意: 3, 基本满意: 1, 不满意: 1, 弃权: 0 }, { 满意: 2, 基本满意: 2, 不满意: 0, 弃权: 1 }]);
    const paper = await office.fetch(`/assessment-ballots/${id}/result.docx`);
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, expect.stringContaining('wordprocessingml')]);
    expect((await office.get(`/assessment-ballots/${id}/result`)).text).toContain('计票结果报告单');
  });

  test('is of this assessment, under the name that its scheme counts, by two tellers', async () => {
    const wrong = async (more: object) => (await office.send('/assessment-ballots', { assessment_id: (await assessed(county, (year += 1))).about.id, name: '民主测评', meeting: '会', held_on: '2026-03-02', way: 'paper', asked_n: 5, teller_one: '石大山', teller_two: '杨小河', ...more })).body.fields;
    expect((await wrong({ name: '别的测评' })).name).toContain('“民主测评”');
    expect((await wrong({ teller_two: '石大山' })).teller_two).toContain('同一个人');
    expect((await wrong({ answers: '好、不好' })).answers).toContain('满意');
  });
});

/** Every table of the database as text, in the order of its words. */
async function everything(): Promise<Map<string, string[]>> {
  return asOwner(async (ask) => {
    const names = await ask("select relname as line from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1");
    const all = new Map<string, string[]>();
    for (const name of names) all.set(name, (await ask(`select to_jsonb(t)::text as line from "${name}" t`)).toSorted());
    return all;
  });
}

/** With all that the owner of the tables sees of this county. */
async function asOwner<T>(work: (ask: (text: string) => Promise<string[]>) => Promise<T>): Promise<T> {
  const client = await county.database.ownerPool.connect();
  try {
    await client.query(`set app.county to '${county.id}'`);
    return await work(async (text) => (await client.query<{ line: string }>(text)).rows.map(({ line }) => line));
  } finally {
    client.release(true);
  }
}

const changedIn = (before: Map<string, string[]>, after: Map<string, string[]>): string[] => [...after].filter(([name, lines]) => lines.join('\n') !== before.get(name)!.join('\n')).map(([name]) => name);

/** What is different by chance or because it is another ballot. */
const plain = (line: string): string => line.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu, 'ID').replace(/[0-9a-f]{64,}/gu, 'HEX').replace(/"sealed_key": "[^"]+"/u, 'KEY').replace(/\d{4}-\d\d-\d\dT[\d:.+Z]+/gu, 'TIME');

describe('secrecy', () => {
  const said = (n: number) => (['满意', '基本满意', '不满意', null] as const)[n % 4]!;

  test('a vote marks a slip and changes the sealed sums, and nothing else anywhere', async () => {
    const id = await prepared();
    const [first, second] = await begin(id);
    await voter(first!, ['满意', '不满意']);
    const before = await everything();
    expect((await voter(second!, ['不满意', '满意'])).status).toBe(201);
    const after = await everything();
    expect(changedIn(before, after)).toEqual(['assessment_ballot_slips', 'assessment_urns']);
    const urns = [before, after].map((one) => JSON.parse(one.get('assessment_urns')!.find((line) => line.includes(id))!) as { sums: string[] });
    for (const [place, sum] of urns[1]!.sums.entries()) expect(sum, 'each sum is new').not.toBe(urns[0]!.sums[place]);
    const code = second!.slice(second!.lastIndexOf('/') + 1);
    for (const [name, lines] of after) {
      for (const line of lines) {
        expect(line, name).not.toContain(code);
        expect(/code_hash/u.test(line) && /满意/u.test(line), `${name}: a slip beside an answer`).toBe(false);
      }
    }
    expect(Object.keys(JSON.parse(after.get('assessment_ballot_slips')![0]!)).toSorted()).toEqual(['ballot_id', 'code_hash', 'county_id', 'used']);
  });

  test('who voted what is as well another who did: the databases cannot be told apart', async () => {
    const linesOf = async (votes: readonly number[]) => {
      const id = await prepared();
      const slips = await begin(id);
      for (const [place, vote] of votes.entries()) await voter(slips[place]!, [said(vote), said(vote + 1)]);
      const under = [...await everything()].flatMap(([name, lines]) => lines.filter((line) => line.includes(id) && name !== 'journal').map((line) => `${name} ${plain(line)}`)).toSorted();
      await count(id);
      const after = [...await everything()].flatMap(([name, lines]) => lines.filter((line) => line.includes(id) && name !== 'journal').map((line) => `${name} ${plain(line)}`)).toSorted();
      expect(under.filter((line) => line.startsWith('assessment_ballot_slips')), 'all is seen').toHaveLength(5);
      return { under, after };
    };
    expect(await linesOf([0, 1, 2, 3])).toEqual(await linesOf([3, 2, 1, 0]));
  });

  test('when the votes came stands nowhere: the journal knows the beginning and the count', async () => {
    const id = await prepared();
    const [first, second] = await begin(id);
    await voter(first!, ['满意', '满意']);
    await voter(second!, ['满意', '满意']);
    await count(id);
    expect(await asOwner((ask) => ask(`select content::jsonb ->> 'step' as line from journal where content::jsonb ->> 'id' = '${id}' order by seq`))).toEqual(['create', 'issue', 'count']);
  });
});

test('random ballots: the answers and abstentions to each question are as many as valid votes', async () => {
  const mark = fc.constantFrom('满意', '基本满意', '不满意', null);
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(mark, mark), { minLength: 1, maxLength: 5 }), async (votes) => {
    const id = await prepared();
    const slips = await begin(id);
    await Promise.all(votes.map((vote, place) => voter(slips[place]!, vote)));
    await count(id);
    const told = [...(await results(round)).values()].map((one) => one['民主测评']!);
    for (const [place, given] of told.entries()) {
      for (const answer of ['满意', '基本满意', '不满意']) expect(given[answer]).toBe(votes.filter((vote) => vote[place] === answer).length);
      expect(given['弃权']).toBe(votes.filter((vote) => vote[place] === null).length);
    }
  }), { numRuns: 3 });
});

test('more than half, not half; as many as issued are not too many', () => {
  expect([isQuorate({ asked_n: 10, present_n: 5 }, 50), isQuorate({ asked_n: 10, present_n: 6 }, 50), isQuorate({ asked_n: 9, present_n: 5 }, 50)]).toEqual([false, true, true]);
  const all = { asked_n: 9, present_n: 9, issued_n: 9, used_n: 5, received_n: 4, invalid_n: 0 };
  expect([outcomeOf(all, 50), outcomeOf({ ...all, received_n: 5 }, 50)]).toEqual(['valid', 'too_many']);
});
