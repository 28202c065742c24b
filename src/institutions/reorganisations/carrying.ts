import type { CommitteesWork } from '#platform/chapter.ts';
import { program } from '#platform/identity/actor.ts';
import { countyOffice } from '#platform/identity/relations.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import { all, any, holdsAny, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import type { Concerned } from '#institutions/reorganisations/checking.ts';
import type { Movements } from '#institutions/reorganisations/moving.ts';
import type { Reorganisation } from '#institutions/reorganisations/record.ts';

/**
 * What becomes of work that is open in a committee that ends or gives something away. What a figure counts before the day of effect was counted
 * in the committee that stood then: it stays there, and whoever works for the committee that follows goes on with it (`committeesServed`). What
 * nothing counts yet goes over. So no figure of the past is moved by a merger, and nothing that is open is out of reach.
 */
export interface Carrying {
  declared: Lifecycle;
  moving: { row: Recorded; to: Partial<Recorded> }[];
  /** How many stay under the old name and are gone on with. */
  staying: number;
}

type Row = Recorded & Record<string, string | string[] | null>;

/** More open matters than this the committees of one decision do not have. */
const MOST = 5_000;

export async function carryingOf(reading: Reading, row: Reorganisation, { from, to }: Concerned, { members }: Movements, works: readonly CommitteesWork[]): Promise<Carrying[]> {
  if (row.kind === 'rename' || row.kind === 'cover') return [];
  const whole = { ...reading, actor: program(reading.county) }; // drafts too, that nobody in the office may open
  const goals = new Map(members.map(({ row: { id }, to: goal }) => [id, goal]));
  const usual = row.continues ? null : (to[0]?.id ?? null);
  const carried: Carrying[] = [];
  for (const work of works) {
    const theirs = openOf(work, from.map(({ id }) => id));
    const open = await list<Row>(whole, work.declared, { where: theirs, limit: MOST });
    const ending = new Set(from.map(({ id }) => id));
    const moving = open.flatMap((one) => {
      const to = work.stays || countedBefore(reading, work, one, row.effective_on) ? undefined : placesAfter(one, work, ending, { goal: goalOf(one, work, goals, usual), usual });
      return to ? [{ row: one, to }] : [];
    });
    const staying = row.continues ? 0 : open.length - moving.length;
    if (moving.length + staying > 0) carried.push({ declared: work.declared, moving, staying });
  }
  return carried;
}

const openOf = ({ declared, committee, partners }: CommitteesWork, ids: readonly string[]): Predicate<Row> =>
  all(partners ? any(oneOf<Row>(committee, ids), holdsAny<Row>(partners, ids)) : oneOf<Row>(committee, ids), oneOf<Row>('state', openStates(declared)));

/** Whose it is after the change, and who takes part besides; undefined where nothing changes. */
function placesAfter(one: Row, { committee, partners }: CommitteesWork, ending: ReadonlySet<string>, { goal, usual }: { goal: string | null; usual: string | null }): Partial<Recorded> | undefined {
  const whose = one[committee] as string | null;
  const next = whose && ending.has(whose) && goal ? goal : whose;
  const beside = partners ? (one[partners] as string[]) : [];
  const after = [...new Set(beside.map((id) => (ending.has(id) && usual ? usual : id)))].filter((id) => id !== next);
  if (next === whose && after.join() === beside.join()) return undefined;
  return { [committee]: next, ...(partners ? { [partners]: after } : {}) } as Partial<Recorded>;
}

const openStates = ({ states }: Lifecycle): string[] => Object.entries(states).filter(([, { open }]) => open).map(([name]) => name);

/** Whether a figure counts it for the committee in the time before. */
const countedBefore = ({ house }: Reading, { declared }: CommitteesWork, row: Row, day: string): boolean =>
  (house.figures.get(declared.name) ?? []).some((one) => (one.committee ?? one.bodies) && one.day && one.where.test(row) && ((row[one.day] as string | null) ?? day) < day);

/** With the member whose it is; otherwise to the committee that follows. */
function goalOf(row: Row, { member }: CommitteesWork, goals: ReadonlyMap<string, string | null>, usual: string | null): string | null {
  const whose = member ? (row[member] as string | null) : undefined;
  return whose && goals.has(whose) ? goals.get(whose)! : usual;
}

/** Each with a line of its own in the journal. */
export async function carryOver(act: Act, row: Reorganisation, carried: readonly Carrying[]): Promise<void> {
  const how = { step: 'edit', relation: countyOffice.name, reason: `${row.document_no}：机构调整，由承接的联络委继续办理` };
  for (const { declared, moving } of carried) for (const { row: one, to } of moving) await amend(act, declared, one, to, how);
}
