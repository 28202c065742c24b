import { sql } from 'kysely';
import { oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend, create, lock } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import type { Declared } from '#reports/declared.ts';
import { definedBy } from '#reports/sharing/defined.ts';
import { bad, readSigned, type AskedContent, type Wanted } from '#reports/sharing/file.ts';
import { acceptedUnder, prepare } from '#reports/sharing/filling.ts';
import { sharing, type Sharing } from '#reports/sharing/record.ts';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { standingsOf, type SiblingStanding } from '#reports/sharing/standings.ts';
import { subscription, type Subscription } from '#reports/sharing/subscriptions/record.ts';

/** A superior asks for no more numbers than people read. */
const MOST = 500;

/** What the superior asks of the county: read where it stands, or in the last file of one that has its own machine. */
export async function askedUnder(reading: Reading, under: Sharing): Promise<Wanted[]> {
  if (under.state !== 'active') return [];
  if (!under.superior_id) return (under.asked as AskedContent | null)?.required ?? [];
  const { rows } = await sql<Wanted>`
    select id, figure, conditions, kind, label, definition, unit, decimals, digest, rhythm, due_days, small, words from required_figures
    where county_id = ${under.superior_id} and state = 'published' order by rhythm, id limit ${MOST}`.execute(reading.db);
  return rows;
}

/** How the counties stand together, as the superior tells them. */
export const standingsUnder = async (reading: Reading, under: Sharing, periods: readonly string[]): Promise<SiblingStanding[]> =>
  (under.superior_id ? standingsOf(reading, under.superior_id, periods) : ((under.asked as AskedContent | null)?.standings ?? []).filter(({ period }) => periods.includes(period)));

/**
 * Agrees to report what was ticked, from a day on: the words and the definition are kept as they were agreed to. What is over already is filled in at once.
 * @throws Problem 409 for a number that this program counts by another definition
 */
export async function accept(act: Act, declared: Declared, id: string, wanted: readonly string[], since: string): Promise<number> {
  const under = await lock<Sharing>(act, sharing, id);
  const known = new Set((await acceptedUnder(act, id)).map(({ required_id }) => required_id));
  const asked = (await askedUnder(act, under)).filter((one) => wanted.includes(one.id) && !known.has(one.id));
  for (const { id: required, words: _, small: __, ...one } of asked) {
    if (definedBy(act.house, declared, one).digest !== one.digest) throw new Problem(409, 'other_definition', `“${one.label}”在本县的程序里口径不同（多半是程序版本不同），不能按这个口径报送。请联系上级核对版本。`);
    await create<Subscription>(act, subscription, { ...one, sharing_id: id, required_id: required, since });
  }
  await prepare(act, declared, under, dayOf(act.at));
  return asked.length;
}

/** Takes in what a superior with a machine of its own asks. Its first file makes its key known; later ones must bear the same. */
export async function takeAsked(act: Act, id: string, text: string): Promise<Sharing> {
  const under = await lock<Sharing>(act, sharing, id);
  const { content, fingerprint } = readSigned(text, 'asked');
  if (under.superior_id) throw bad('here', `${under.superior_name}就在本系统里，要的数字会自己出现，不用导入。`);
  if (content.superior !== under.superior_name) throw bad('other_superior', `这是“${content.superior}”的文件，不是“${under.superior_name}”的。请核对。`);
  if (under.fingerprint && under.fingerprint !== fingerprint) throw bad('unknown_key', `签名的钥匙和${under.superior_name}以前的不同，可能是冒名，没有收。请当面或打电话核对。`);
  const before = (under.asked as AskedContent | null)?.made_at;
  if (before && content.made_at < before) throw bad('older', '这份文件比已经收到的旧，没有收。请用上级最新导出的文件。');
  return amend<Sharing>(act, sharing, under, { asked: JSON.stringify(content), asked_at: act.at, fingerprint }, { step: 'take_asked', relation: 'county_office' });
}

/** The same number is asked at one rhythm only: from a quarter and two of its months the third would follow, however small. */
export async function expectOnce(act: Act, { figure, conditions }: Pick<RequiredFigure, 'figure' | 'conditions'>, but?: string): Promise<void> {
  const open = await list<RequiredFigure>(act, requiredFigure, { where: oneOf<RequiredFigure>('state', ['draft', 'published']), limit: MOST });
  if (open.some((one) => one.id !== but && one.figure === figure && one.conditions === conditions)) {
    throw new Problem(422, 'asked_already', '这个数字已经要了。同一个数字只按一种周期要，免得从长短两种周期里推出小数。', { fields: { figure: '这个数字已经要了。要换周期的，请先把原来的“不再需要”。' } });
  }
}
