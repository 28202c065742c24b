import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import type { Awaited } from '#platform/awaited.ts';
import { holds } from '#platform/identity/actor.ts';
import { all, always, any, between, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Standing } from '#platform/records/moment.ts';
import { list } from '#platform/records/read.ts';
import type { Asked } from '#reports/asked.ts';
import { overdueHref, solvedOf, solvedWanted, type Board, type BoardDeclared, type Solved } from '#reports/boards/board.ts';
import { numbersOf } from '#reports/boards/numbers.ts';
import { byWhom, overdueOf } from '#reports/boards/overdue.ts';
import { awaitedBy, waitingFor, type Looked, type Waiting } from '#reports/home/facts.ts';
import type { QuotedFigure } from '#reports/quoting/quote.ts';

/** What a leader looks at: nothing of who complained of what, nothing that others have to do. */
export interface LeaderBoard {
  /** What waits for the own word, of whoever signs; whoever prepares the page for them has work of another kind. */
  signs: boolean;
  waiting: Waiting[];
  looked: Looked[];
  /** 领衔督办的重点提案: the own ones; of all leaders for whoever prepares or watches it. */
  keys: KeySelection[];
  own: boolean;
  instructions: QuotedFigure[];
  /** At units alone. */
  overdue: Board['overdue'];
  solved: Solved[];
}

export interface LeaderDeclared extends BoardDeclared {
  readonly awaited: readonly Awaited[];
}

/** So many queues stand on the page, and so many of each are named; the page of tasks has all. */
const MOST_QUEUES = 6;
const SAMPLE = 3;
/** More key proposals no county has in hand. */
const MOST_KEYS = 100;

const instructionNumbers = ['instructions_received', 'instructions_handed', 'instructions_fed_back', 'instructions_in_time'];

export async function leaderBoardOf(standing: Standing, now: Reading, declared: LeaderDeclared, asked: Asked): Promise<LeaderBoard> {
  const { reading, at } = standing;
  const wanted = solvedWanted();
  const numbers = await numbersOf(standing, declared, asked, { ...wanted, figures: [...wanted.figures, ...instructionNumbers] });
  const atUnits = (await overdueOf(reading, [], asked)).filter(({ whose }) => whose.unit);
  const own = holds(reading.actor, 'leader') && reading.actor.personId !== null;
  const signs = holds(reading.actor, 'leader', 'chair');
  return {
    signs, waiting: signs ? (await waitingFor(now, SAMPLE)).slice(0, MOST_QUEUES) : [], looked: signs ? await awaitedBy(now, declared.awaited, SAMPLE) : [],
    keys: await keysInHand(reading, asked, own ? reading.actor.personId! : undefined), own,
    instructions: numbers.figures(...instructionNumbers),
    overdue: { all: atUnits.length, of: byWhom(atUnits), href: overdueHref(asked, at, { units: true }) },
    solved: solvedOf(numbers),
  };
}

/** Those that are led now, and those that were chosen or concluded in the period. */
const keysInHand = (reading: Reading, { from, to }: Asked, leader: string | undefined): Promise<KeySelection[]> =>
  list<KeySelection>(reading, keySelection, {
    where: all(
      oneOf<KeySelection>('state', ['chosen', 'supervised', 'concluded']), leader ? is<KeySelection>('leader_id', leader) : always,
      any(oneOf<KeySelection>('state', ['chosen', 'supervised']), between<KeySelection>('decided_on', from, to)), between<KeySelection>('decided_on', undefined, to),
    ),
    order: [{ column: 'decided_on', descending: true }], limit: MOST_KEYS,
  });
