import { afterAll, beforeAll, expect, test } from 'vitest';
import { recogniseWorkbook } from '#platform/importing/recognition.ts';
import { returnedRows, saidOf, wentOut } from '#platform/importing/returned.ts';
import { takeSheet } from '#platform/importing/taking.ts';
import { workingWorkbook } from '#platform/importing/outgoing.ts';
import { readWorkbook } from '#platform/importing/workbook.ts';
import { reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { createMany } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { member } from '#institutions/members/record.ts';
import { person } from '#institutions/people/record.ts';
import { proposalImport } from '#duties/proposals/imports.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { proposalsSlice } from '#duties/proposals/slice.ts';
import { dispositions, results } from '#duties/proposals/words.ts';
import { stateOf, several } from '../../../test/samples.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import fc from 'fast-check';

let county: TestCounty;
/** Two of one name, of whom one is no longer a member. */
let twins: string[];
beforeAll(async () => {
  county = await testCounty([proposalsSlice]);
  twins = await county.act(async (act) => {
    const people = await createMany(act, person, ['王强', '王强', '韦志'].map((name) => ({ name })));
    const seats = await createMany(act, member, people.map(({ id, name }, n) => ({ person_id: id, name, term: n === 2 ? 8 : 9, state: n === 2 ? 'ended' : 'current', joined_on: '2022-01-10', standing: false, name_key: '' })));
    return seats.map(({ id }) => id);
  });
});
afterAll(() => county.drop());

/** What the register says anew of rows that nobody touched: nothing. */
async function saidAgain(): Promise<{ title: string; said: object[]; problems: string[] }[]> {
  const { house, cast: { office } } = county;
  return reading(house, office, async (look) => {
    const rows = await list(look, proposal, { limit: 1_000 });
    const bytes = await workingWorkbook(look, proposalImport, rows, { title: '云岭自治县提案登记表（可改）', organ: '政协云岭自治县委员会', date: today() });
    const [found] = recogniseWorkbook(await readWorkbook(bytes, '提案登记表.xlsx'), [proposalImport.kind], {});
    const { rows: taken } = takeSheet(found!.sheet, found!.recognition!, { today: today() });
    expect(taken).toHaveLength(rows.length);
    const resolved = await proposalImport.resolve(look, taken);
    await proposalImport.existing(look, resolved);
    const back = returnedRows(found!.sheet, found!.recognition!);
    const went = await wentOut(look, proposalImport, back.values());
    const outgoing = new Map((await proposalImport.outgoing!(look)).flatMap(({ field, column, required }) => (required ? [] : [[field, column] as const])));
    return taken.map((row, n) => {
      const { id } = back.get(row.row)!;
      const record = went.now.get(id)!;
      return {
        title: (record as Proposal).title, said: saidOf(resolved[n]!, row, outgoing, record, went.before.get(id) ?? record),
        problems: [...row.remarks, ...resolved[n]!.problems].filter(({ level }) => level !== 'info').map(({ sentence }) => sentence),
      };
    });
  });
}

test('what goes out comes back as the same, for every row, whatever state it is in', { timeout: 120_000 }, async () => {
  const { here, there, act } = county;
  const days = fc.constantFrom('2025-01-13', '2025-12-31');
  const random = fc.record({
    proposer_name: fc.constantFrom('石大山', '王强', '县工商联', '民建云岭县支部', '农业界', '白石镇委员小组', '阿卜杜拉·买买提'), proposer_kind: fc.constantFrom('member', 'joint', 'party', 'sector', 'group', 'organisation'),
    state: stateOf(proposal), handed_in: fc.constantFrom(['2025-01-13', 'day'], ['2025-12-31', 'day'], ['2025-01-01', 'year'], ['2025-03-01', 'month']), time_class: fc.constantFrom('session', 'ordinary'), category: fc.constantFrom(null, '交通', '教育'),
    situation: fc.constantFrom(null, '路面低洼。\n雨后积水，学生绕路。'), advice: fc.constantFrom(null, '一、疏通。\n二、抬高。'),
    disposition: fc.constantFrom(null, ...Object.keys(dispositions)), committee_id: fc.constantFrom(null, here.committee, there.committee), lead_unit_id: fc.constantFrom(null, here.unit, there.unit),
    assisting_ids: fc.constantFrom([], [here.unit], [there.unit, here.unit]), separate_ids: fc.constantFrom([], [there.unit]), cosigner_ids: fc.constantFrom([], [here.member], [twins[1]!, there.member], [twins[0]!, twins[2]!]), other_cosigners: fc.constantFrom([], ['赵无名']),
    member_id: fc.constantFrom(null, here.member, twins[2]!), due_on: fc.option(days), replied_on: fc.option(days), letter: fc.constantFrom(null, 'A', 'B', 'C'), result: fc.constantFrom('SOLVED', ...Object.keys(results)),
    rating_result: fc.constantFrom(null, 'satisfied', 'dissatisfied'), rating_work: fc.constantFrom(null, 'basically'), closed_on: fc.option(days), key_since: fc.constantFrom(null, '2025-02-20'), key_led_by: fc.constantFrom(null, '李县长'),
    round: fc.constantFrom(1, 2), public_ok: fc.boolean(),
  });
  const rows = several(random, 120).map(({ handed_in: [submitted_on, precision], ...row }, n) => ({
    ...row, submitted_on, precision, title: `关于第${n}件事的提案`, term: 9, session: 4 + (n % 2), serial_no: n + 1, proposal_no: n % 3 === 0 ? null : n + 1,
    // What was handled was filed, and a name that only one member has is that member's.
    disposition: row.disposition ?? (row.lead_unit_id || row.replied_on || row.rating_result || row.rating_work || row.state === 'closed' ? 'filed' : null),
    member_id: row.proposer_name === '石大山' ? here.member : row.proposer_name === '王强' ? row.member_id : null,
    key_led_by: row.key_since && row.key_led_by, result: row.replied_on ? row.result : null, letter: row.replied_on ? row.letter : null, closed_on: row.state === 'closed' ? row.closed_on : null, merged_into_no: row.disposition === 'merged' ? ((n * 7) % 120) + 1 : null,
  }));
  await act((one) => createMany(one, proposal, rows as unknown as Partial<Proposal>[]));
  const differing = (await saidAgain()).filter(({ said }) => said.length > 0);
  expect(differing.map(({ title, said }) => [title, ...said])).toEqual([]);
});

test('one does not ask again who it is, where the record knows', async () => {
  const { house, cast: { office } } = county;
  const before = await reading(house, office, (look) => list(look, proposal, { limit: 1_000 }));
  const asked = (await saidAgain()).filter(({ problems }) => problems.some((sentence) => sentence.includes('王强')));
  const unknown = before.filter(({ proposer_name: who, member_id }) => who === '王强' && member_id === null).map(({ title }) => title);
  expect(asked.map(({ title }) => title).toSorted()).toEqual(unknown.toSorted());
});
