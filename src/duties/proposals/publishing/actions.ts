import { program, unitsOf } from '#platform/identity/actor.ts';
import { newCode } from '#platform/identity/slips.ts';
import { is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { workingDayAfter } from '#platform/working-days.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import { parameterAt } from '#plans/facts.ts';
import { today } from '#duties/days.ts';
import { holdProposal } from '#duties/proposals/handled.ts';
import { mergedUnder } from '#duties/proposals/merging.ts';
import { covered } from '#duties/proposals/publishing/covering.ts';
import { expectClean, expectFit, knownOf } from '#duties/proposals/publishing/fitness.ts';
import { lettersOf, opennessOf, repliedBy } from '#duties/proposals/publishing/letters.ts';
import { publication, type Publication } from '#duties/proposals/publishing/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

type Written = Pick<Publication, 'proposal_id' | 'extent' | 'title' | 'matter' | 'answer'>;

/** Begins the public text of a proposal: one for each, for good, so that its address stays. */
export async function enterPublication(act: Act, values: Written, how: Circumstances = {}): Promise<Publication> {
  const row = await get(act, proposal, values.proposal_id);
  expectFit(row, 'proposal_id');
  expectClean(values, await knownOf(act, row));
  const [there] = await list<Publication>(act, publication, { where: is<Publication>('proposal_id', row.id), limit: 1 });
  if (there) throw invalid({ proposal_id: '这件提案已经有公开稿了，请在那一份上修改。不公开、已撤下的，可以“重新拟稿”。' });
  return create<Publication>(act, publication, { ...values, ...(await placeOf(act, row)), code: newCode().replaceAll('-', '').slice(0, CODE), author_id: act.actor.personId }, how);
}

/** Of 31 letters: nobody comes upon one by trying. */
const CODE = 10;

/** What the public page says of the proposal besides its text, as it stands now. */
async function placeOf(act: Act, row: Proposal): Promise<Partial<Publication>> {
  const { term, session, time_class, proposal_no, category, proposer_kind, proposer_name, member_id, submitted_on, result, letter } = row;
  const days = await parameterAt(act, 'publishing.days', row.replied_on!);
  return {
    term, session, time_class, proposal_no, category, proposer_kind, proposer_name, member_id, submitted_on, result, letter, replied_on: row.replied_on!,
    unit_ids: repliedBy(await lettersOf(act, row), row), ...(await originalsUnder(act, row)), publish_by: workingDayAfter(await workCalendarOf(act), row.replied_on!, days),
  };
}

/** Merged handling answers every proposer: the originals are named beside it, by titles that are reviewed with the text; whose proposer does not agree is left out where it is shown. */
async function originalsUnder(act: Act, row: Proposal): Promise<Pick<Publication, 'original_ids' | 'original_titles'>> {
  const under = await mergedUnder({ ...act, actor: program(act.county) }, row.id);
  const titles: string[] = [];
  for (const one of under) titles.push(covered(one.title, await knownOf(act, one)));
  return { original_ids: under.map(({ id }) => id), original_titles: titles };
}

/** Whoever writes last is the author: somebody else publishes. The proposal stays the one it was. */
export async function correctPublication(act: Act, row: Publication, values: Partial<Written>): Promise<Partial<Publication>> {
  const { proposal_id: _, ...text } = values;
  expectClean({ ...row, ...text }, await knownOf(act, await holdProposal(act, row.proposal_id)));
  return { ...text, proposal_id: row.proposal_id, author_id: act.actor.personId };
}

/** Still agreed to, still answered as the text says, still without what must not be read. */
async function expectPublishable(act: Act, row: Publication): Promise<Proposal> {
  const parent = await holdProposal(act, row.proposal_id);
  expectFit(parent);
  expectClean(row, await knownOf(act, parent));
  return parent;
}

interface Cleared {
  cleared_by: string;
  clear_note?: string;
}

/** For which units somebody speaks: the own ones, or the office all of those whose paper it enters. */
const speakingFor = (act: Act, row: Publication): string[] => {
  const own = row.unit_ids.filter((id) => unitsOf(act.actor).includes(id));
  return own.length > 0 ? own : row.unit_ids;
};

/** What was said for one unit stands after what was said for others. */
const added = (before: string | null, one: string | undefined): string | null => [before, one].filter(Boolean).join('；') || null;

const said = (act: Act, row: Publication, { cleared_by, clear_note }: Cleared): Partial<Publication> => ({
  cleared_by: added(row.cleared_by, cleared_by), clear_note: added(row.clear_note, clear_note), cleared_on: today(act),
  clearer_ids: [...new Set([...row.clearer_ids, ...(unitsOf(act.actor).length > 0 && act.actor.personId ? [act.actor.personId] : [])])],
});

const unreviewed: Partial<Publication> = {
  openness: null, cleared_ids: [], clearer_ids: [], cleared_by: null, clear_note: null, cleared_on: null, reviewed_by: null, review_note: null, reviewed_on: null, withheld_by: null, ground: null,
};

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof publication.steps, Effect<Publication>>> = {
  async submit(act, row) {
    const parent = await expectPublishable(act, row);
    return { ...unreviewed, ...(await placeOf(act, parent)), openness: opennessOf(await lettersOf(act, parent)) };
  },
  async clear(act, row, input: Cleared) {
    await expectPublishable(act, row);
    const cleared = [...new Set([...row.cleared_ids, ...speakingFor(act, row)])];
    const last = row.unit_ids.every((id) => cleared.includes(id));
    return { ...said(act, row, input), cleared_ids: cleared, ...(last ? { openness: 'open', state: 'office_review' } : {}) };
  },
  refuse: async (act, row, input: Cleared & { ground: string }) => ({ ...said(act, row, input), ground: input.ground, openness: input.ground === 'asked_only' ? 'asked' : 'closed', withheld_by: 'unit' }),
  return: async () => unreviewed,
  async publish(act, row, { review_note }: { review_note?: string }) {
    const parent = await expectPublishable(act, row);
    expectSameReply(parent, row);
    return {
      ...(await placeOf(act, parent)), reviewed_by: act.actor.name, reviewed_on: today(act), review_note: review_note ?? null, ground: null, withheld_by: null,
      published_on: today(act), published_at: act.at, first_at: row.first_at ?? act.at,
    };
  },
  withhold: async (act, _row, { ground, review_note }: { ground: string; review_note?: string }) => ({ withheld_by: 'office', ground, review_note: review_note ?? null, reviewed_by: act.actor.name, reviewed_on: today(act) }),
  withdraw: async (_act, _row, { ground }: { ground: string }) => ({ ground }),
  reopen: async () => unreviewed,
};

/** The units reviewed the reply that there was; a later one is another text. */
function expectSameReply({ replied_on, round }: Proposal, row: Publication): void {
  if (replied_on !== row.replied_on) throw new Problem(409, 'answered_anew', `这件提案在${replied_on}又答复了（第${round}次办理），公开稿还是上一次的答复。请退回修改，按新的答复重新拟稿。`);
}
