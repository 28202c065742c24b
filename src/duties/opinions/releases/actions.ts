import { personalIn, personalKinds, withoutPersonal, type PersonalWords } from '#platform/people/masking.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { create, type Circumstances, type Effect } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { release, type Release } from '#duties/opinions/releases/record.ts';
import { knownIn, knownOf } from '#duties/opinions/shield/apart.ts';
import { isGrievance } from '#duties/opinions/shield/complained-of.ts';

/** Why an entry may not be made public; undefined when it may. */
export function unfit(entry: LedgerEntry): string | undefined {
  if (isGrievance(entry)) return '反映单位或干部的事项不公开，以免让人认出反映人。';
  if (entry.state === 'void') return '这一条已经作废，不公开。';
  return entry.outcome_text ? undefined : '还没有答复。答复群众以后再公开，让人看到结果。';
}

/** The draft as it begins: the entry's own words without what was found in them. */
export const begunFrom = (entry: LedgerEntry): Pick<Release, 'entry_id' | 'title' | 'matter' | 'answer'> => {
  const clean = (text: string) => withoutPersonal(text, knownOf(entry));
  return { entry_id: entry.id, title: headline(clean(entry.matter)), matter: clean(entry.matter), answer: clean(entry.outcome_text ?? '') };
};

type Written = Pick<Release, 'entry_id' | 'title' | 'matter' | 'answer'>;

export async function enterRelease(act: Act, values: Written, how: Circumstances): Promise<Release> {
  const entry = await get(act, ledgerEntry, values.entry_id);
  expectFit(entry, 'entry_id');
  expectClean(entry, values);
  const [other] = await list(act, release, { where: all(is<Release>('entry_id', entry.id), not(is<Release>('state', 'withdrawn'))), limit: 1 });
  if (other) throw invalid({ entry_id: '这一条已经有公开稿了，请在那一份上修改。' });
  return create<Release>(act, release, { ...values, committee_id: entry.committee_id, author_id: act.actor.personId }, how);
}

/** Whoever writes last is the author: somebody else publishes. The entry stays the one it was. */
export async function correctRelease(act: Act, row: Release, values: Partial<Written>): Promise<Partial<Release>> {
  const { entry_id: _, ...text } = values;
  expectClean(await get(act, ledgerEntry, row.entry_id), { ...row, ...text });
  return { ...text, entry_id: row.entry_id, author_id: act.actor.personId };
}

export const effects: Record<string, Effect<Release>> = {
  submit: async (act, row) => void (await expectPublishable(act, row)),
  publish: async (act, row) => {
    await expectPublishable(act, row);
    return { published_on: dayOf(act.at) };
  },
};

async function expectPublishable(reading: Reading, row: Release): Promise<void> {
  const entry = await get(reading, ledgerEntry, row.entry_id);
  expectFit(entry, '');
  expectClean(entry, row);
}

function expectFit(entry: LedgerEntry, field: string): void {
  const sentence = unfit(entry);
  if (sentence) throw field ? invalid({ [field]: sentence }) : new Problem(422, 'not_public', sentence);
}

/** Numbers, and the names that we know, are certain; what only looks like a name or a house is marked, and the second reader judges. */
const certain = ({ kind }: PersonalWords): boolean => kind === 'phone' || kind === 'identity';

function expectClean(entry: LedgerEntry, texts: Pick<Release, 'title' | 'matter' | 'answer'>): void {
  const problems = (['title', 'matter', 'answer'] as const).flatMap((field) => {
    const text = texts[field];
    const found = personalIn(text).find(certain)?.kind ?? (knownIn(text, knownOf(entry)) ? 'name' : undefined);
    return found ? [[field, `这里还有${personalKinds[found]}，请改掉再保存。`] as const] : [];
  });
  if (problems.length > 0) throw invalid(Object.fromEntries(problems));
}
