import { randomUUID } from 'node:crypto';
import { counted, type Bench, type Experiment, type Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';
import { ask, Writers } from '../load.ts';
import { startProgram, type Program } from '../program.ts';
import { asAdmin, prove } from '../proof.ts';

/** The same request many times at once, and many who want the same thing. reliability F-08. */

const RIVALS = 20;

const entryOf = ({ committee }: Ground, matter: string) => ({ committee_id: committee, received_on: '2026-01-15', way: 'visit', matter });

async function duplicates({ ground: lay, rounds }: Bench): Promise<Outcome> {
  const ground = lay();
  const writers = new Writers(ground);
  let program = await startProgram(ground);
  const wrong: string[] = [];
  for (let round = 0; round < rounds * 3; round++) {
    const write = writers.plan('/api/v1/ledger', entryOf(ground, `同一件事 ${round}`));
    const answers = await Promise.all(Array.from({ length: RIVALS }, () => writers.send(program.url, write)));
    const ids = new Set(answers.map((answer) => answer?.body.id));
    if (ids.size !== 1 || ids.has(undefined)) wrong.push(`${RIVALS} times the same request: ${answers.map((answer) => answer?.status).join(' ')}`);
  }
  await program.kill();
  program = await startProgram(ground);
  for (const write of writers.writes) {
    const before = write.id;
    await writers.send(program.url, write);
    if (write.id !== before) wrong.push('after a restart the same request made another record');
  }
  const proof = await prove(ground, writers.writes);
  const records = await asAdmin(ground, async (client) => Number((await client.query('select count(*) as n from ledger_entries')).rows[0].n));
  if (records !== writers.writes.length) wrong.push(`${writers.writes.length} requests made ${records} records`);
  await program.stop();
  return { tried: writers.writes.length, acknowledged: writers.writes.filter((one) => one.acknowledged).length, lost: proof.lost, wrong: [...new Set(wrong), ...proof.wrong], told: `each ${RIVALS} times at once, and once more after a kill` };
}

async function rivals({ ground: lay, rounds }: Bench): Promise<Outcome> {
  const ground = lay();
  const program = await startProgram(ground);
  const writers = new Writers(ground);
  const wrong: string[] = [];
  for (let round = 0; round < rounds * 3; round++) {
    const write = writers.plan('/api/v1/ledger', entryOf(ground, `抢着办的事 ${round}`));
    await writers.send(program.url, write);
    await expectOneWinner(ground, program, `/api/v1/ledger/${write.id}/answer`, { version: 1, outcome_text: '已经答复', answered_on: '2026-01-16' }, wrong);
    await expectOneWinner(ground, program, `/api/v1/ledger/${write.id}/closing`, { outcome: 'solved', closed_on: '2026-01-17' }, wrong);
  }
  const proof = await prove(ground, writers.writes);
  await program.stop();
  return { tried: writers.writes.length, acknowledged: writers.writes.length, lost: proof.lost, wrong: [...new Set(wrong), ...proof.wrong], told: `${RIVALS} rivals for each of ${rounds * 6} steps: one winner, the others 409` };
}

async function expectOneWinner(ground: Ground, program: Program, path: string, body: object, wrong: string[]): Promise<void> {
  const answers = await Promise.all(Array.from({ length: RIVALS }, () => ask(ground, program.url, path, { body, key: randomUUID() })));
  const statuses = answers.map((answer) => answer?.status ?? 0);
  const winners = statuses.filter((status) => status === 200).length;
  if (winners !== 1 || statuses.some((status) => status !== 200 && status !== 409)) wrong.push(`${path.split('/').at(-1)}: ${statuses.toSorted().join(' ')}`);
}

/** Two programs on one data folder: the second one refuses, and the first goes on. reliability F-15. */
async function restarts({ ground: lay, rounds }: Bench): Promise<Outcome> {
  const ground = lay();
  const wrong: string[] = [];
  const starts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const program = await startProgram(ground);
    starts.push(program.startMs);
    const second = await startProgram(ground).then(() => 'started', (error: Error) => error.message);
    if (!second.includes('使用同一个数据文件夹')) wrong.push(`a second program on the same folder: ${second.slice(0, 100)}`);
    if ((await ask(ground, program.url, '/api/v1/ledger'))?.status !== 200) wrong.push('the first program did not go on');
    await (round % 2 ? program.stop() : program.kill());
  }
  return counted(`${rounds} starts, the slowest ${Math.round(Math.max(...starts))} ms, half of them after a kill`, [...new Set(wrong)]);
}

export const races: readonly Experiment[] = [
  { name: 'the same request many times', run: duplicates },
  { name: 'racing steps on one record', run: rivals },
  { name: 'restarts, and two programs on one folder', onlyLong: true, run: restarts },
];
