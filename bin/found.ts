/**
 * `npm run found -- --level county --slug lanxi --name 兰溪县 --body 政协兰溪县委员会 --person 周敏 --login zhoumin`: opens a county, or a superior
 * (`--level city`, `prefecture`, `province`), with a first log-in, whose password is printed once. With `--add` only a further log-in of one that is there.
 * Works while the program runs; the new one is seen a few seconds later.
 */
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { completeCounty, slices } from '#county.ts';
import { openOffice } from '#institutions/office.ts';
import { joinDatabase } from '#platform/database/open.ts';
import { fileStoreOf } from '#platform/files/where.ts';
import { program } from '#platform/identity/actor.ts';
import { transact } from '#platform/records/act.ts';
import { foundCounty, type Level } from '#platform/records/county.ts';
import { openHouse } from '#platform/records/house.ts';
import { projectRoot } from '#platform/root.ts';
import { today } from '#platform/time.ts';

const asked = { level: '级别', slug: '网址里的简称', name: '名称', body: '政协全称', person: '第一位经办人姓名', login: '登录名' } as const;
const levels = ['county', 'city', 'prefecture', 'province'];

const word = { type: 'string', default: '' } as const;
const { values: { add, ...given } } = parseArgs({ options: { add: { type: 'boolean', default: false }, level: { ...word, default: 'county' }, slug: word, name: word, body: word, person: word, login: word } });

/** Signs that nobody takes for each other, in groups. */
const newPassword = (): string => Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('')).join('-');

async function found(): Promise<void> {
  const needed = (Object.keys(asked) as (keyof typeof asked)[]).filter((name) => !add || !['level', 'name', 'body'].includes(name));
  const missing = needed.filter((name) => !given[name]);
  if (missing.length > 0) throw new Error(`还缺：${missing.map((name) => `--${name}（${asked[name]}）`).join('、')}`);
  if (!/^[a-z0-9-]{1,40}$/.test(given.slug)) throw new Error('--slug 用小写字母、数字和短横线，最多40个。');
  if (!levels.includes(given.level)) throw new Error(`--level 请写 ${levels.join('、')} 之一：县、市、州、省。`);
  const dataDir = resolve(projectRoot, process.env['DATA_DIR'] ?? 'data');
  const database = await joinDatabase({ url: process.env['DATABASE_URL'], dataDir });
  try {
    const house = await openHouse(database.app, slices, fileStoreOf(process.env, dataDir));
    const known = await house.db.selectFrom('counties').select(['county_id', 'level']).where('slug', '=', given.slug).executeTakeFirst();
    if (Boolean(known) !== add) throw new Error(known ? `简称 ${given.slug} 已经有了。只添登录名的，请加 --add。` : `没有简称是 ${given.slug} 的。`);
    const level = (known?.level ?? given.level) as Level;
    const id = known?.county_id ?? (await foundCounty(database.owner, { slug: given.slug, name: given.name, bodyName: given.body, level }));
    const password = newPassword();
    await transact(house, program(id), null, (act) => openOffice(act, { role: level === 'county' ? 'county_office' : 'superior_office', name: given.person, position: '政协办公室', login: given.login, password, since: today() }));
    await completeCounty(house, { id, level });
    console.log(`已开通：${given.login}，初始密码 ${password}（只在这里显示一次，请本人登录后在“我的”里改掉）`);
  } finally {
    await database.end();
  }
}

await found().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : String(error));
});
