import type { Actor } from '#platform/identity/actor.ts';
import { attachers, check, mayAttach, mayCreate, mayEdit, mayOpenFiles, visible, type Lifecycle, type Recorded, type Refusal } from '#platform/lifecycle/lifecycle.ts';
import { cast, county, type Actors } from './cast.ts';

/**
 * State × role as text, for a snapshot: who sees, enters and corrects sample records, and who may take which step in which
 * state, or why not. What nobody of the cast may do says so; "wrong state" is not printed, it is every step not listed.
 *
 *   expect(matrix(inspection, { 'of the own committee': { committee_id: own.committee, topic: '…' } })).toMatchSnapshot();
 *
 * @param samples columns of one record each, by what distinguishes it; ids of `own` and `other` (cast.ts) tie it to actors.
 */
export function matrix<Row extends Recorded>(declared: Lifecycle<Row>, samples: Readonly<Record<string, Partial<Row>>>, actors?: Actors): string;
export function matrix(declared: Lifecycle, samples: Readonly<Record<string, object>>, actors?: Actors): string;
export function matrix(declared: Lifecycle, samples: Readonly<Record<string, object>>, actors: Actors = cast): string {
  const blocks = Object.entries(samples).map(([name, columns]) => {
    const states = Object.keys(declared.states).map((state) => inState(declared, sampleRow(declared, { ...columns, state }), actors));
    const entered = `  enter: ${permitted(actors, (actor) => mayCreate(declared, actor, sampleRow(declared, columns)))}`;
    return [`${declared.title} ${name}`, entered, ...states].join('\n');
  });
  return `\n${blocks.join('\n\n')}\n`;
}

/** A record of this kind as it could stand in the table; columns that are not given are null. */
export function sampleRow<Row extends Recorded>(declared: Lifecycle<Row>, columns: object): Row {
  const moment = new Date('2025-06-01T00:00:00Z');
  const recorded = { county_id: county, id: '0198c000-0000-7000-8000-0000000000aa', state: declared.initial, version: 1, changed_at: moment, created_at: moment, batch_id: null };
  const given: Record<string, unknown> = { ...recorded, ...columns };
  return new Proxy(given, { get: (row, column) => (column in row ? row[column as string] : null) }) as Row;
}

function inState<Row extends Recorded>(declared: Lifecycle<Row>, row: Row, actors: Actors): string {
  const seen = `    see: ${permitted(actors, (actor) => (visible(declared, actor).test(row) ? undefined : unseen))}`;
  const corrected = `    correct: ${permitted(actors, (actor) => mayEdit(declared, actor, row))}`;
  const steps = Object.entries<(typeof declared.steps)[string]>(declared.steps)
    .filter(([, step]) => step.from.includes(row.state))
    .map(([name]) => `    ${name}: ${permitted(actors, (actor) => check(declared, name, actor, row))}`);
  return [`  ${row.state}`, seen, ...(declared.editable.in.includes(row.state) ? [corrected] : []), ...steps, ...filesIn(declared, row, actors)].join('\n');
}

/** Who may attach files, and who may open them when that is not everybody who sees the record. */
function filesIn<Row extends Recorded>(declared: Lifecycle<Row>, row: Row, actors: Actors): string[] {
  if (attachers(declared).length === 0) return [];
  const sees = (actor: Actor) => (visible(declared, actor).test(row) ? undefined : unseen);
  const attached = `    attach: ${permitted(actors, (actor) => sees(actor) ?? mayAttach(declared, actor, row))}`;
  return declared.privyTo ? [attached, `    open files: ${permitted(actors, (actor) => sees(actor) ?? mayOpenFiles(declared, actor, row))}`] : [attached];
}

const unseen: Refusal = { kind: 'not_yours', sentence: '' };

/** Names of those who may; then, in brackets, those who could if the record were ready, with the sentence they get. */
function permitted(actors: Actors, ask: (actor: Actor) => Refusal | undefined): string {
  const answers = Object.entries(actors).map(([name, actor]) => ({ name, refusal: ask(actor) }));
  const may = answers.filter(({ refusal }) => !refusal).map(({ name }) => name);
  const notReady = Map.groupBy(answers.filter(({ refusal }) => refusal?.kind === 'not_ready'), ({ refusal }) => refusal!.sentence);
  const waiting = [...notReady].map(([sentence, those]) => `[${those.map(({ name }) => name).join(', ')}: ${sentence}]`);
  if (may.length === answers.length) return 'everybody';
  return [may.join(', '), ...waiting].filter((part) => part !== '').join(' ') || 'nobody';
}

/**
 * What is wrong with an official path as such: states that nothing leads to, open states that lead nowhere, two steps with one
 * noun in one state. Expect it to be empty.
 *
 * @param enteredIn states in which records may begin besides the first (imports of what began elsewhere).
 */
export function faultsOfPath(declared: Lifecycle, enteredIn: readonly string[] = []): string[] {
  const steps = Object.entries(declared.steps);
  const reached = new Set([declared.initial, ...enteredIn]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const [, { from, to }] of steps) if (to && from.some((state) => reached.has(state))) reached.add(to);
  }
  const states = Object.entries(declared.states);
  const nouns = steps.map(([, { noun }]) => noun);
  return [
    ...states.filter(([state]) => !reached.has(state)).map(([state]) => `${state} is never reached`),
    ...states.filter(([state, { open }]) => open && declared.editable.in.length === 0 && !steps.some(([, { from }]) => from.includes(state))).map(([state]) => `${state} is open and leads nowhere`),
    ...nouns.filter((noun, place) => nouns.indexOf(noun) !== place).map((noun) => `two steps are called ${noun}`),
  ];
}
