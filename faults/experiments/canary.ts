import { randomInt, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { diagnosticsOf } from '#platform/health/diagnostics.ts';
import { checkCharacter } from '#platform/importing/readers/identity-number.ts';
import { counted, type Bench, type Experiment, type Outcome } from '../experiment.ts';
import type { Ground } from '../ground.ts';
import { startProgram } from '../program.ts';
import { adminOf, asAdmin } from '../proof.ts';

/** What nobody may find in what the program prints, in its error answers, or in the file for whoever mends it from afar. ASVS 16.2.5; reliability, suite:canary. */

const unlike = (): string => randomBytes(12).toString('base64url');
const digits = (n: number): string => Array.from({ length: n }, () => randomInt(10)).join('');
const phone = (): string => `138${digits(8)}`;
const identityNumber = (): string => {
  const body = `1101011980010${randomInt(1, 10)}${digits(3)}`;
  return `${body}${checkCharacter(body)}`;
};

/** Somebody at the pages, with the cookies that were given and the last page. */
class Caller {
  cookies = new Map<string, string>();
  page = '';
  /** Answers that refused something, as they came. */
  readonly refused: string[] = [];
  readonly statuses: number[] = [];
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async go(path: string, init: RequestInit = {}): Promise<number> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.#url + path, { ...init, redirect: 'manual', headers: { cookie, ...(init.headers as Record<string, string>) } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    this.page = await answer.text();
    this.statuses.push(answer.status);
    if (answer.status >= 400) this.refused.push(`${path} ${answer.status} ${this.page}`);
    return answer.status;
  }

  /** A form of the page that was opened before. */
  async form(at: string, fields: Record<string, string>, path = at): Promise<number> {
    await this.go(at);
    const csrf = /name="csrf" value="([^"]+)"/.exec(this.page)?.[1] ?? '';
    return this.go(path, { method: 'POST', body: new URLSearchParams({ csrf, ...fields }) });
  }

  json(path: string, content: object): Promise<number> {
    return this.go(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(content), headers: { 'content-type': 'application/json' } });
  }

  get told(): any {
    return JSON.parse(this.page || 'null');
  }
}

/** Known to the ground (`ground.ts`). */
const LOGIN = { login: 'tester', password: 'a long password only for the faults 8' };

async function canary({ ground: lay }: Bench): Promise<Outcome> {
  const ground = lay();
  const program = await startProgram(ground, { kept: 100_000, env: { LOG_FORMAT: 'json', DEBUG: '*' } });
  const secrets = new Map<string, string>([['a password', LOGIN.password], ['the session of the ground', ground.session]]);
  const plant = (what: string, value = unlike()): string => {
    secrets.set(what, value);
    return value;
  };
  const wrong: string[] = [];
  const must = (what: string, held: boolean): void => void (held || wrong.push(`${what} was not tried as meant`));
  const office = new Caller(program.url);
  const nobody = new Caller(program.url);
  await theDoor(office, nobody, plant, must);
  await settings(office, plant, must);
  await people(office, nobody, ground, plant, must);
  await faults(office, nobody, ground, plant, must);
  await slip(office, plant, must);
  for (const [name, value] of office.cookies) if (/session/.test(name)) plant('the session', value);

  const diagnostics = await diagnosed(ground);
  await program.stop();
  const printed = [...program.said, ...filesThatTell(ground.dataDir)].join('\n');
  const answers = [...office.refused, ...nobody.refused].filter((answer) => /"detail"|<h1/.test(answer));
  for (const [what, secret] of secrets) {
    if (printed.includes(secret)) wrong.push(`${what} was printed`);
    if (diagnostics.includes(secret)) wrong.push(`${what} stands in the diagnostics`);
    if (answers.some((answer) => answer.startsWith('/api/') && answer.includes(secret))) wrong.push(`${what} stands in an error answer`);
  }
  must('a fault', program.said.some((line) => line.includes('fault')));
  return counted(`${secrets.size} secrets planted, ${program.said.length} lines printed, ${answers.length} refusals, ${office.statuses.concat(nobody.statuses).filter((status) => status >= 500).length} faults`, wrong, secrets.size);
}

type Plant = (what: string, value?: string) => string;
type Must = (what: string, held: boolean) => void;

async function theDoor(office: Caller, nobody: Caller, plant: Plant, must: Must): Promise<void> {
  must('a wrong password', await nobody.form('/login', { login: LOGIN.login, password: plant('a wrong password') }) >= 400);
  must('an unknown name', await nobody.form('/login', { login: plant('a password typed as a name'), password: plant('its password') }) >= 400);
  must('a wrong slip', await nobody.form('/activate', { name: '石大山', code: plant('a code of a slip', 'K7Q2M9A3K7Q2M9A3') }) >= 400);
  must('the sign-in', await office.form('/login', LOGIN) === 303);
  must('a new password that is refused', await office.form('/me/password', { current: plant('the password typed as the present one'), password: plant('a new password'), again: plant('the new password again') }) >= 400);
  await office.go('/me/second-factor');
  const secret = /<code class="code-text">([^<]+)</.exec(office.page)?.[1];
  must('a second factor', secret !== undefined);
  plant('the secret of a second factor', secret);
  plant('the same as it is typed', secret?.replace(/\s/g, ''));
  must('a wrong code', await office.form('/me/second-factor', { current: LOGIN.password, code: plant('a code', digits(6)) }) >= 400);
  await office.go('/me/passkeys/new');
  const csrf = /name="csrf" value="([^"]+)"/.exec(office.page)?.[1] ?? '';
  must('a challenge', await office.go('/me/passkeys/options', { method: 'POST', body: new URLSearchParams({ csrf }) }) === 200);
  plant('a challenge', office.told?.challenge);
  must('a passkey that is none', await office.form('/me/passkeys/new', { name: '手机', passkey: plant('a signature') }, '/me/passkeys') >= 400);
  must('a wrong proof', await office.json('/me/proof', { proof: plant('a proof') }) >= 400);
}

async function settings(office: Caller, plant: Plant, must: Must): Promise<void> {
  must('a provider', await office.form('/sign-on', { label: '州平台', issuer: 'https://sso.example.invalid/', client_id: 'zx', secret: plant('the secret of a provider') }) < 500);
  must('a provider within', await office.form('/sign-on', { label: '州平台', issuer: 'https://10.0.0.1/', client_id: 'zx', secret: plant('the secret of a provider within') }) >= 400);
  must('a mail server', await office.form('/mail', { host: 'mail.example.invalid', port: '465', security: 'tls', username: 'zx@example.cn', password: plant('the password of a mail server'), sender: 'zx@example.cn' }) < 500);
  await office.form('/mail', { to: 'someone@example.cn' }, '/mail/test');
  must('a model', await office.form('/writing-help', { address: 'https://model.example.invalid/v1', model: 'm', key: plant('the key of a model') }, '/writing-help/setting') < 500);
  must('a bridge', await office.json('/bridges', { name: '州协同', address: 'https://hook.example.invalid/in', kinds: '提案', digest: 'sha256' }) === 201);
  const bridge = office.told?.id;
  must('the secret of a bridge', await office.json(`/bridges/${bridge}/key`, {}) === 201);
  plant('the secret of a bridge', office.told?.secret);
  must('a partner', await office.json('/partner-systems', { name: '12345热线', rights: 'write' }) < 500);
  const partner = office.told?.id;
  await office.json(`/partner-systems/${partner}/key`, {});
  must('the key of a partner', typeof office.told?.key === 'string');
  plant('the key of a partner', office.told?.key);
}

async function people(office: Caller, nobody: Caller, { committee }: Ground, plant: Plant, must: Must): Promise<void> {
  must('somebody of the register', await office.json('/people', { name: plant('a name', `石${unlike()}`), phone: plant('a telephone', phone()), id_number: plant('an identity number', identityNumber()) }) === 201);
  const wrongNumber = `${identityNumber().slice(0, 17)}Y`;
  must('a wrong identity number', await office.json('/people', { name: '石大山', phone: phone(), id_number: plant('a wrong identity number', wrongNumber) }) === 422);
  const told = { place: '新寨村', phone: plant('a reporter\'s telephone', phone()), proxy: plant('a helper\'s name', `田${unlike()}`), matter: `水管漏了，身份证${plant('a reporter\'s identity number', identityNumber())}` };
  must('a report', await nobody.form(`/r/faults/${committee}`, told) < 500);
  must('a report that is refused', await nobody.json(`/r/faults/${committee}`, { ...told, phone: plant('a telephone with a letter', `${phone()}x`) }) >= 400);
  must('a doubled name', await nobody.go(`/api/v1/r/faults/${committee}`, { method: 'POST', body: `{"phone":"${plant('a telephone twice', phone())}","phone":"1"}`, headers: { 'content-type': 'application/json' } }) === 400);
  must('an address with a number', await office.go(`/ledger?q=${plant('a number searched for', phone())}`) < 500);
}

/** PostgreSQL tells the whole row that it refused; the program does not pass it on. */
async function faults(office: Caller, nobody: Caller, ground: Ground, plant: Plant, must: Must): Promise<void> {
  const name = plant('a name in a fault', `石${unlike()}`);
  const matter = plant('a matter in a fault', `漏水${unlike()}`);
  await asAdmin(ground, async (client) => {
    await client.query(`alter table people add constraint canary_people check (name <> '${name}') not valid`);
    await client.query(`alter table ledger_entries add constraint canary_entries check (matter <> '${matter}') not valid`);
  });
  must('a fault of people', await office.json('/people', { name, phone: plant('a telephone in a fault', phone()), id_number: plant('an identity number in a fault', identityNumber()) }) >= 500);
  must('a fault of the ledger', await nobody.json(`/r/faults/${ground.committee}`, { matter, place: '新寨村', phone: plant('a reporter\'s telephone in a fault', phone()) }) >= 500);
}

/** Last, because a new slip ends what was open. */
async function slip(office: Caller, plant: Plant, must: Must): Promise<void> {
  await office.go('/api/v1/people');
  const tester = office.told?.items?.find(({ name }: { name: string }) => name === '试验员');
  await office.form('/slips', { id: tester?.id ?? '' });
  const code = /class="paper-code">([^<]+)</.exec(office.page)?.[1];
  must('a slip', code !== undefined);
  plant('the code of a slip', code);
}

async function diagnosed(ground: Ground): Promise<string> {
  const pool = new pg.Pool({ ...adminOf(ground), max: 1 });
  pool.on('error', () => undefined);
  try {
    return JSON.stringify(await diagnosticsOf(pool, ground.dataDir));
  } finally {
    await pool.end();
  }
}

/** Whatever stands beside the database in files that are read: logs, and the statistics of a crash. */
const filesThatTell = (dataDir: string): string[] => globSync('**/*{log,txt,report,.json}*', { cwd: dataDir, exclude: ['database/base/**', 'database/pg_wal/**', 'files/**'] })
  .flatMap((path) => {
    try {
      return [readFileSync(join(dataDir, path), 'latin1')];
    } catch {
      return []; // a folder
    }
  });

export const canaries: readonly Experiment[] = [{ name: 'no secret and nobody’s number is printed', run: canary }];
