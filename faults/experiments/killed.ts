import { setTimeout as pause } from 'node:timers/promises';
import type { Bench, Experiment, Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';
import { ask, inWords, Writers } from '../load.ts';
import { postmasterOf, startProgram, type Program } from '../program.ts';
import { asAdmin, prove } from '../proof.ts';

/** People write; something is killed without warning; what was answered must be there. reliability F-01, F-02, F-16. */

const HANDS = 8;
const BACK_WITHIN_MS = 10_000;
const underLoad = () => pause(500 + Math.random() * 1_000);

type Victim = (program: Program, ground: Ground) => Promise<void>;

async function repeatedly({ ground: lay, rounds }: Bench, victim: Victim, outlives: boolean): Promise<Outcome> {
  const ground = lay();
  const writers = new Writers(ground);
  const backs: number[] = [];
  const wrong: string[] = [];
  let program = await startProgram(ground);
  for (let round = 0; round < rounds; round++) {
    writers.begin(program.url, HANDS);
    await underLoad();
    const began = Date.now();
    await victim(program, ground);
    if (outlives) {
      await answering(ground, program, wrong);
    } else {
      await writers.stop();
      if (program.alive()) await program.kill();
      program = await startProgram(ground);
      writers.begin(program.url, 1);
      await pause(300);
    }
    await writers.stop();
    if (!program.alive()) program = await startProgram(ground);
    const first = writers.acknowledgedAt.find((at) => at > began + 50);
    if (first) backs.push(first - began);
    else wrong.push(`round ${round + 1}: nothing was acknowledged again`);
  }
  await writers.retry(program.url);
  const acknowledged = writers.writes.filter((write) => write.acknowledged).length;
  if (acknowledged < writers.writes.length) wrong.push(`${writers.writes.length - acknowledged} writes were not acknowledged when asked again`);
  const proof = await prove(ground, writers.writes);
  await program.stop();
  const slowest = Math.max(0, ...backs);
  if (slowest > BACK_WITHIN_MS) wrong.push(`writing went on only after ${slowest} ms`);
  if (writers.statuses.has(500)) wrong.push(`${writers.statuses.get(500)} answers were 500`);
  return { tried: writers.writes.length, acknowledged, lost: proof.lost, wrong: [...wrong, ...proof.wrong], told: `${rounds} kills, back within ${slowest} ms; ${inWords(writers.statuses)}` };
}

/** Until the program itself answers again; it must not have ended meanwhile. */
async function answering(ground: Ground, program: Program, wrong: string[]): Promise<void> {
  const until = Date.now() + BACK_WITHIN_MS * 2;
  await pause(100);
  while (program.alive() && Date.now() < until) {
    if ((await ask(ground, program.url, '/api/v1/ledger'))?.status === 200) return void (await pause(300));
    await pause(100);
  }
  wrong.push(program.alive() ? 'it did not answer again' : 'the program ended with its database');
}

const killServer: Victim = (program) => program.kill();

const killPostmaster: Victim = async (_program, ground) => void process.kill(postmasterOf(ground), 'SIGKILL');

const killBackend: Victim = (_program, ground) => asAdmin(ground, async (client) => {
  const { rows } = await client.query<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'lianxinqiao' order by (state = 'active') desc, random() limit 1`);
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL');
}).catch(() => undefined); // the others are told to end too, ours among them

const killBoth: Victim = async (program, ground) => {
  process.kill(postmasterOf(ground), 'SIGKILL');
  await program.kill();
};

const askToStop: Victim = async (program) => {
  const began = Date.now();
  const code = await program.stop();
  if (code !== 0 || Date.now() - began > BACK_WITHIN_MS) throw new Error(`asked to stop, it ended with ${code} after ${Date.now() - began} ms`);
};

export const killed: readonly Experiment[] = [
  { name: 'kill -9 of the server under write load', run: (bench) => repeatedly(bench, killServer, false) },
  { name: 'kill -9 of PostgreSQL (postmaster) under write load', run: (bench) => repeatedly(bench, killPostmaster, true) },
  { name: 'kill -9 of one process of PostgreSQL under write load', onlyLong: true, run: (bench) => repeatedly(bench, killBackend, true) },
  { name: 'kill -9 of both under write load', run: (bench) => repeatedly(bench, killBoth, false) },
  { name: 'asked to stop under write load', onlyLong: true, run: (bench) => repeatedly(bench, askToStop, false) },
];
