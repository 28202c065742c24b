import { program } from '#platform/identity/actor.ts';
import { all, is, type Predicate } from '#platform/predicate.ts';
import { reading, type House, type Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { plannedWords } from '#duties/consultations/words.ts';
import { topic, type Topic } from '#duties/consultations/topics/record.ts';

/** What everybody may read of topics, and nothing else: decided ones with their reason, and nobody's words or name. */
export interface PublicTopic {
  title: string;
  /** Chosen, not chosen, held. */
  standing: string;
  chosen: boolean;
  reason: string;
  decided_on: string;
  planned: string;
  held_on: string | null;
  committee_id: string | null;
}

/** Read for everybody by the program, which then shows nothing but what is public. */
export const asEverybody = <T>(house: House, county: string, work: (look: Reading) => Promise<T>): Promise<T> => reading(house, program(county), work);

export const isShown = async (look: Reading): Promise<boolean> => (await parameterAt(look, 'topics.public', today())) === 'shown';

const published = is<Topic>('published', true);

/** The decided ones, the newest first; none where the county does not publish them. */
export async function listPublic(look: Reading, committee: string | undefined, limit: number, offset: number): Promise<PublicTopic[]> {
  if (!(await isShown(look))) return [];
  const where: Predicate<Topic> = committee ? all(published, is<Topic>('committee_id', committee)) : published;
  return (await list<Topic>(look, topic, { where, order: [{ column: 'decided_on', descending: true }], limit, offset })).map(toldOf);
}

/** In words for residents: where the official path has two names for waiting, they have one. */
const standings: Readonly<Record<string, string>> = {
  collected: '收到了，还没有选', chosen: '选上了', proposed: '选上了，正在请示', approved: '选上了，已批准', held: '已经商量过', passed_over: '没有选', refused: '没有批准', merged: '并到一起商量', void: '没有选',
};

export const standingOf = ({ state }: Pick<Topic, 'state'>): string => standings[state] ?? '';

const toldOf = (row: Topic): PublicTopic => ({
  title: row.title, standing: standingOf(row), chosen: !['passed_over', 'refused'].includes(row.state), reason: row.public_reason ?? '', decided_on: row.decided_on!,
  planned: plannedWords(row), held_on: row.held_on, committee_id: row.committee_id,
});

/** A resident's own, by the receipt. */
export async function findByReceipt(house: House, county: string, receipt: string): Promise<Topic | undefined> {
  return asEverybody(house, county, async (look) => (await list<Topic>(look, topic, { where: is<Topic>('receipt', receipt), limit: 1 }))[0]);
}
