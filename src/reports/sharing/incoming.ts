import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { is, oneOf } from '#platform/predicate.ts';
import { Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { amend } from '#platform/records/write.ts';
import { bad, readSigned, type FiguresContent } from '#reports/sharing/file.ts';
import { requiredFigure, type RequiredFigure } from '#reports/sharing/required/record.ts';
import { restateRolled, sameNumber, showNames, writeRolled, type Placed, type Rolled } from '#reports/sharing/rolled.ts';
import { sibling, type Sibling } from '#reports/sharing/siblings/record.ts';
import { publishStandings } from '#reports/sharing/standings.ts';

/** What became of a file. */
export interface TakenIn {
  county: string;
  serial: number;
  /** The very file was taken in before: nothing was done again. */
  again: boolean;
  new: number;
  same: number;
  restated: number;
  /** Numbers that were left, with the reason. */
  left: string[];
}

type Reported = FiguresContent['figures'][number];

/**
 * Takes in a county's signed file. Nothing of it is taken in when it is forged or altered, older than one that is here, or another with the same number;
 * a number that differs from the one that was reported must say why.
 */
export async function takeIn(act: Act, text: string, only?: Sibling): Promise<TakenIn> {
  const { content, fingerprint } = readSigned(text, 'figures');
  const [from] = await list<Sibling>(act, sibling, { where: is<Sibling>('fingerprint', fingerprint), limit: 1 });
  if (!from) throw bad('unknown_key', '文件的签名是完好的，但签名的钥匙没有登记：可能是冒用本县名义，也可能对方还没有参加。请和对方核对签名指纹，登记“单独安装的县”后再导入。');
  if (only && only.id !== from.id) throw new Problem(403, 'foreign_file', '这把接口密钥不是签这个文件的县的。请用本县自己的密钥送本县的文件。');
  if (from.state !== 'active') throw bad('ended', `${from.name}已退出，不再接收它的数字。`);
  const digest = hash('sha256', JSON.stringify(content), 'hex');
  const result: TakenIn = { county: from.name, serial: content.serial, again: digest === from.last_digest, new: 0, same: 0, restated: 0, left: [] };
  if (result.again) return result;
  expectNewer(from, content);
  await takeFigures(act, from, content, result);
  await showNames(act, act.county, from.id, content.names_shown);
  await amend<Sibling>(act, sibling, from, { last_serial: content.serial, last_digest: digest, last_made_at: new Date(content.made_at) }, { step: 'take_in', relation: 'superior_office' });
  for (const period of new Set(content.figures.map((one) => one.period))) act.notices.push(() => publishStandings(act.house, act.county, period));
  return result;
}

function expectNewer({ name, last_serial, last_made_at }: Sibling, { serial, made_at }: FiguresContent): void {
  if (serial === last_serial) throw bad('replayed', `${name}的第${serial}号文件已经收过一份内容不同的，这一份不收。请对方重新导出（号数会往后排）。`);
  if (serial < last_serial || (last_made_at && new Date(made_at) < last_made_at)) throw bad('older', `这是${name}的第${serial}号文件，比已经收到的第${last_serial}号旧，没有收。请用对方最新导出的文件。`);
}

async function takeFigures(act: Act, from: Sibling, { figures }: FiguresContent, result: TakenIn): Promise<void> {
  const required = new Map((await list<RequiredFigure>(act, requiredFigure, { where: oneOf<RequiredFigure>('id', [...new Set(figures.map((one) => one.required))]), limit: 500 })).map((one) => [one.id, one]));
  const here = await rolledOf(act, from.id);
  for (const one of figures) {
    const asked = required.get(one.required);
    const why = !asked || asked.state === 'draft' ? '没有要这个数字' : asked.digest !== one.digest ? '口径和要的不同（多半是程序版本不同）' : undefined;
    if (why) result.left.push(`${one.label}：${why}`);
    else await takeOne(act, { superior: act.county, required: one.required, subject: from.id, period: one.period, digest: one.digest }, one, here.get(`${one.required} ${one.period}`), result);
  }
}

async function takeOne(act: Act, placed: Placed, one: Reported, was: Rolled | undefined, result: TakenIn): Promise<void> {
  const now: Rolled = { value: one.value, numerator: one.numerator, denominator: one.denominator, asOf: new Date(one.as_of), revision: one.revision };
  if (!was) {
    result.new += 1;
    await writeRolled(act, placed, now);
  } else if (sameNumber(was, now)) {
    result.same += 1;
  } else {
    if (one.revision <= was.revision || !one.reason) throw bad('silently_changed', `“${one.label}”${one.period}的数字和以前报的不同，却没有写更正的理由。整份文件没有收，请对方在系统里“更正”后重新导出。`);
    result.restated += 1;
    await restateRolled(act, placed, was, now, one.reason);
  }
}

async function rolledOf(act: Act, subject: string): Promise<Map<string, Rolled>> {
  const { rows } = await sql<Rolled & { key: string }>`
    select required_id || ' ' || period as key, value, numerator, denominator, as_of as "asOf", revision from rolled_figures
    where county_id = ${act.county} and subject_id = ${subject} limit 20000`.execute(act.db);
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}
