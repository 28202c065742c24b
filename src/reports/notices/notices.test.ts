import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { slices } from '#county.ts';
import { doFrequentWork } from '#platform/schedule.ts';
import { reading } from '#platform/records/act.ts';
import { sendLetters } from '#reports/notices/sending.ts';
import { writeLetters } from '#reports/notices/facts.ts';
import { keeping } from '#platform/records/act.ts';
import { testCounty, type TestCounty } from '../../../test/county.ts';
import { badServer, mailReceiver, readLetter, type Receiver } from '../../../test/mail-receiver.ts';
import { siteOf, type Visitor } from '../../../test/visitor.ts';

const obligations = slices.flatMap((slice) => slice.obligations ?? []);
const at = (day: string, hour = '09:00'): Date => new Date(`${day}T${hour}:00+08:00`);
/** Mondays to Fridays: no year is announced. */
const weekdays = { slug: 'test', workDays: { years: new Set<number>(), changes: [] } };
const MONDAY = '2099-03-02';
const TUESDAY = '2099-03-03';
const WEDNESDAY = '2099-03-04';
const SATURDAY = '2099-03-07';

let county: TestCounty;
let receiver: Receiver;
let office: Visitor;
let worker: Visitor;
let other: Visitor;

beforeAll(async () => {
  vi.stubEnv('ALLOW_PRIVATE_ADDRESSES', '1');
  county = await testCounty(slices);
  receiver = await mailReceiver();
  const visit = siteOf(county, slices);
  [office, worker, other] = [await visit({ role: 'county_office' }), await visit({ role: 'worker', committee: county.here.committee }), await visit({ role: 'worker', committee: county.there.committee })];
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await receiver.close();
  await county.drop();
});
beforeEach(() => void (receiver.arrived.length = 0));

const look = (now: Date) => doFrequentWork(county.house, { ...weekdays, id: county.id }, [sendLetters(obligations)], now);
/** Something is brought to somebody's mind on a day, as the day's run does it. */
const say = (day: string, who: Visitor, pressing = 'near', span = '2099-02-01') => keeping(county.house, county.id, async (db) => {
  await sql`insert into reminders (county_id, person_id, obligation, span_from, debtor_id, pressing, day, due_on)
    values (${county.id}, ${who.person}, 'ledger_monthly', ${span}, ${county.here.committee}, ${pressing}, ${day}, '2099-03-05')`.execute(db);
  await writeLetters(db, county.id, day, at(day, '08:00'));
});
const letters = () => reading(county.house, county.cast.office, async ({ db }) => (await sql<{ day: string; state: string; tries: number; problem: string | null }>`
  select day, state, tries, problem from mail_letters where county_id = ${county.id} order by day, id`.execute(db)).rows);
const setServer = (port = receiver.port, more = {}) => office.submit('/mail', { host: '127.0.0.1', port: String(port), security: 'plain', sender: 'zxb@yunling.gov.cn', username: '', password: '', ...more });
/** What only the owner of the tables does or sees: what lies there, unopened. */
const owner = async (statement: string): Promise<Record<string, unknown>[]> => {
  const results = (await county.database.ownerPool.query(`begin; set local app.county = '${county.id}'; ${statement}; commit`)) as unknown as { rows: Record<string, unknown>[] }[];
  return results[2]!.rows;
};

test('before the office sets a server nothing is offered and nothing is written', async () => {
  expect((await worker.get('/me/mail')).text).toContain('本县没有开通邮件');
  expect((await worker.submit('/me/mail', { address: 'a@example.cn' })).status).toBe(404);
  await say('2099-02-02', worker, 'near', '2098-01-01');
  expect(await letters()).toEqual([]);
});

test('only the office sets it; what is typed wrong is told at its field; the password is shown nowhere and lies sealed', async () => {
  expect((await worker.get('/mail')).status).toBe(403);
  expect((await worker.submit('/mail', {})).status).toBe(403);
  const wrong = await (await setServer(99_999, { host: 'https://x/', sender: 'zxb@yunling.gov.cn\r\nBcc: a@b.cn' })).text();
  for (const sentence of ['服务器请写主机名', '端口是1到65535', '邮箱地址请照实填写']) expect(wrong).toContain(sentence);
  expect((await setServer(receiver.port, { username: 'zxb', password: 'secret-of-mail' })).status).toBe(303);
  expect(await owner('select password from mail_servers')).toEqual([{ password: expect.stringMatching(/^~/u) }]);
  expect((await office.get('/mail')).text).not.toContain('secret-of-mail');
  expect((await (await setServer(receiver.port + 1, { username: 'zxb' })).text())).toContain('密码要重新填写');
  expect((await setServer()).status).toBe(303);
});

test('a test letter arrives', async () => {
  expect((await office.submit('/mail/test', { to: 'office@example.cn' })).status).toBe(303);
  expect(receiver.arrived.map(({ to }) => to)).toEqual([['office@example.cn']]);
});

test('who tells the code that arrived at an address receives letters there', async () => {
  expect((await worker.submit('/me/mail', { address: 'x@example.cn\r\nBcc: y@example.cn' })).status).toBe(422);
  expect((await worker.submit('/me/mail', { address: 'clerk@example.cn' })).status).toBe(303);
  const { text } = readLetter(receiver.arrived.at(-1)!);
  const code = /验证码：(\d{6})/u.exec(text)![1]!;
  expect((await worker.submit('/me/mail/code', { code: code === '000000' ? '000001' : '000000' })).status).toBe(422);
  expect((await other.submit('/me/mail/code', { code })).status).toBe(422);
  expect((await worker.submit('/me/mail/code', { code })).status).toBe(303);
  expect((await worker.get('/me/mail')).text).toContain('clerk@example.cn');
  const { rows } = await reading(county.house, county.cast.office, ({ db }) => sql<{ text: string }>`select content as text from journal where county_id = ${county.id}`.execute(db));
  expect(rows.some(({ text: line }) => line.includes('choose_mail'))).toBe(true);
  expect(rows.filter(({ text: line }) => line.includes('example.cn'))).toEqual([]);
  expect(await owner('select address from mail_choices')).toEqual([{ address: expect.stringMatching(/^~/u) }]);
  await owner(`update mail_choices set confirmed_at = '2099-02-27 12:00+08'`);
});

test('codes are guessed a few times only, and not sent without end', async () => {
  const asked: number[] = [];
  for (let n = 0; n < 7; n += 1) asked.push((await other.submit('/me/mail', { address: 'other@example.cn' })).status);
  expect(asked).toEqual([303, 303, 303, 303, 303, 429, 429]);
  const tried: number[] = [];
  for (let n = 0; n < 7; n += 1) tried.push((await other.submit('/me/mail/code', { code: '12345x' })).status);
  expect(tried, 'one was tried before').toEqual([422, 422, 422, 422, 429, 429, 429]);
});

test('one letter for the day, with kinds, numbers and days and nobody’s name; not twice, and nothing when there is nothing', async () => {
  await say(MONDAY, worker, 'near', '2099-02-01');
  await say(MONDAY, worker, 'late', '2099-01-01');
  await look(at(MONDAY, '07:59'));
  expect(receiver.arrived).toEqual([]);
  await look(at(MONDAY, '09:10'));
  await look(at(MONDAY, '09:20'));
  expect(receiver.arrived).toHaveLength(1);
  const { headers, text } = readLetter(receiver.arrived[0]!);
  expect(headers).toMatch(/提醒/u);
  expect(text).toContain('1件');
  expect(text).toContain('/reminders');
  expect(headers + text).not.toMatch(/白石镇|任worker者|联络委/u);
  expect(await letters()).toMatchObject([{ day: MONDAY, state: 'sent', tries: 1 }]);
  await keeping(county.house, county.id, (db) => writeLetters(db, county.id, TUESDAY, at(TUESDAY)));
  expect(await letters()).toHaveLength(1);
});

test('at night, at the week’s end and after the county’s hour nothing goes out', async () => {
  await say(TUESDAY, worker, 'near', '2099-02-02');
  for (const moment of [at(TUESDAY, '07:30'), at(TUESDAY, '18:00'), at(TUESDAY, '22:00'), at(SATURDAY, '10:00')]) await look(moment);
  expect(receiver.arrived).toEqual([]);
  await look(at(TUESDAY, '17:59'));
  expect(receiver.arrived).toHaveLength(1);
});

test('of days that are made up there is no letter each', async () => {
  await keeping(county.house, county.id, (db) => writeLetters(db, county.id, '2099-03-03', at('2099-03-20')));
  expect(await letters()).toHaveLength(2);
});

test('a server that cannot be reached is tried again after a while; what did not go out on its day goes with the next day’s', async () => {
  await setServer(1);
  await say(WEDNESDAY, worker, 'near', '2099-02-03');
  await look(at(WEDNESDAY, '09:00'));
  expect((await letters()).at(-1)).toMatchObject({ state: 'waiting', tries: 1, problem: expect.stringContaining('没有连上') });
  await look(at(WEDNESDAY, '09:05'));
  expect((await letters()).at(-1)).toMatchObject({ tries: 1 });
  await look(at(WEDNESDAY, '09:11'));
  expect((await letters()).at(-1)).toMatchObject({ tries: 2 });
  expect((await office.get('/mail')).status).toBe(200);
  await setServer();
  await say('2099-03-05', worker, 'late', '2099-02-03');
  await look(at('2099-03-05', '09:00'));
  expect((await letters()).map(({ state }) => state)).toEqual(['sent', 'sent', 'lapsed', 'sent']);
  expect(receiver.arrived).toHaveLength(1);
});

test('a program that dies between sending and noting leaves a letter that may have gone out: it is told so, and not sent again', async () => {
  await say('2099-03-06', worker, 'near', '2099-02-04');
  await owner(`update mail_letters set state = 'sending', tries = 1, tried_at = '2099-03-06 09:00+08' where day = '2099-03-06'`);
  await look(at('2099-03-06', '09:03'));
  expect((await letters()).at(-1)).toMatchObject({ state: 'sending' });
  await look(at('2099-03-06', '09:10'));
  expect((await letters()).at(-1)).toMatchObject({ state: 'possibly', problem: expect.stringContaining('不再发') });
  await look(at('2099-03-06', '15:00'));
  expect(receiver.arrived).toEqual([]);
});

test('two programs that look at once send one letter', async () => {
  await say('2099-03-09', worker, 'near', '2099-02-05');
  await Promise.all([look(at('2099-03-09')), look(at('2099-03-09')), look(at('2099-03-09'))]);
  expect(receiver.arrived).toHaveLength(1);
});

test('a server that is silent after the letter was handed over gets it once', { timeout: 60_000 }, async () => {
  const silent = await badServer((socket) => {
    let comes = false;
    socket.write('220 x\r\n');
    socket.on('data', (said) => {
      if (comes) return said.toString().includes('\r\n.\r\n') ? socket.destroy() : undefined;
      comes = said.toString().startsWith('DATA');
      return socket.write(comes ? '354 go\r\n' : '250 ok\r\n');
    });
  });
  await setServer(silent.port);
  await say('2099-03-10', worker, 'near', '2099-02-06');
  await look(at('2099-03-10', '09:00'));
  await setServer();
  await look(at('2099-03-10', '12:00'));
  silent.close();
  expect((await letters()).at(-1)).toMatchObject({ state: 'possibly' });
  expect(receiver.arrived).toEqual([]);
});

test('from the letter its reader stops the letters without signing in; a look alone stops nothing', async () => {
  await say('2099-03-11', worker, 'near', '2099-02-07');
  await look(at('2099-03-11'));
  const { text } = readLetter(receiver.arrived[0]!);
  const path = /\/mail\/leave\/[\w/-]+/u.exec(text)![0];
  const anybody = (method: string, to = path) => worker.fetch(to, { method, headers: { cookie: '', 'content-type': 'application/x-www-form-urlencoded' }, ...(method === 'POST' && { body: 'List-Unsubscribe=One-Click' }) });
  expect((await anybody('GET')).status).toBe(200);
  expect((await worker.get('/me/mail')).text).toContain('正在收');
  expect((await anybody('POST', `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404);
  expect((await anybody('POST')).status).toBe(200);
  expect((await worker.get('/me/mail')).text).not.toContain('正在收');
  expect(await owner(`select address from mail_choices where person_id = '${worker.person}'`)).toEqual([]);
  await say('2099-03-12', worker, 'near', '2099-02-08');
  await look(at('2099-03-12'));
  expect(receiver.arrived).toHaveLength(1);
});
