import { hash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { getCookie, setCookie } from 'hono/cookie';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { sentFiles } from '#platform/http/arriving.ts';
import { openedVersion, requestId, sent } from '#platform/http/body.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { invalid, notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act } from '#platform/records/act.ts';
import { get, list } from '#platform/records/read.ts';
import { is } from '#platform/predicate.ts';
import { create, take, type Effect } from '#platform/records/write.ts';
import { dayOf, shownMoment, today } from '#platform/time.ts';
import { FILE_LIMIT } from '#reports/sharing/file.ts';
import { takeIn, type TakenIn } from '#reports/sharing/incoming.ts';
import { inGroups } from '#reports/sharing/keys.ts';
import { ImportPage, importPath, TokenPage } from '#reports/sharing/pages/federation.tsx';
import { isSuperior } from '#reports/sharing/required-routes.tsx';
import { endShared, writeShared } from '#reports/sharing/rolled.ts';
import { sibling, siblingFields, type Sibling } from '#reports/sharing/siblings/record.ts';

/** It stands among the counties from the day on which it is entered. */
export async function enterSibling(act: Act, values: Pick<Sibling, 'name' | 'fingerprint' | 'since'>): Promise<Sibling> {
  const [known] = await list<Sibling>(act, sibling, { where: is<Sibling>('fingerprint', values.fingerprint), limit: 1 });
  if (known) throw invalid({ fingerprint: `这个签名指纹已经登记为“${known.name}”。一个县只有一把签名钥匙，请核对。` });
  const row = await create<Sibling>(act, sibling, values);
  await writeShared(act, { superior: act.county, subject: row.id, name: row.name, namesShown: false, since: row.since });
  return row;
}

const end: Effect<Sibling> = async (act, row) => void (await endShared(act, act.county, row.id, dayOf(act.at)));
const resume: Effect<Sibling> = async (act, row) => void (await writeShared(act, { superior: act.county, subject: row.id, name: row.name, namesShown: false, since: dayOf(act.at) }));

const siblings = resource<Sibling>({
  declared: sibling,
  fields: siblingFields,
  newLabel: '登记单独安装的县',
  async around() {
    return { choices: {} };
  },
  known: () => ({ since: today() }),
  enter: enterSibling,
  async correct(act, row, values: Partial<Sibling>) {
    if (row.last_serial > 0 && values.fingerprint && values.fingerprint !== row.fingerprint) throw invalid({ fingerprint: '已经收过这把钥匙签的文件，指纹不能改。对方换了机器的，请将这一条“退出”，另外登记。' });
    await writeShared(act, { superior: act.county, subject: row.id, name: values.name ?? row.name, namesShown: false, since: values.since ?? row.since });
    return values;
  },
  effects: { end, resume },
  lead: (row) => (row.last_serial > 0 ? `已收到第${row.last_serial}号文件` : '还没有收到文件'),
  facts: (row) => [
    ...derivedFacts(siblingFields.pick({ name: true, since: true }), row, {}),
    { label: '签名指纹', value: inGroups(row.fingerprint), wide: true },
    { label: '最近一份', value: row.last_made_at && `第${row.last_serial}号，${shownMoment(row.last_made_at)}导出` },
    { label: '接口密钥', value: row.key_end && `末四位 ${row.key_end}，${row.issued_on} 发放` },
  ],
  listing: {
    columns: [
      { key: 'name', label: '县（市、区）', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name' },
      { key: 'last_serial', label: '收到第几号', cell: (row) => row.last_serial || '', align: 'end', tight: true },
      { key: 'last_made_at', label: '最近一份', cell: (row) => row.last_made_at && shownMoment(row.last_made_at), tight: true },
      { key: 'state', label: '状态', cell: (row) => sibling.states[row.state as 'active'].label, tight: true },
    ],
    filters: [stateFilter(sibling)],
    defaultSort: 'name',
    empty: '还没有单独安装的县。和本系统装在一起的县自己点“开始共享”，不用登记。',
  },
  listOthers: () => [{ label: '导入上报文件', href: importPath, icon: 'importing' }],
});

const KEY_COOKIE = 'rollup_key';
const SHOWN_SECONDS = 600;
const keyPath = (id: string) => `/${sibling.path}/${id}/${sibling.steps.issue.noun}`;

/** A token that nobody guesses; the one before it opens nothing any more. Only its hash is kept. */
const give: Handler = async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const token = randomBytes(32).toString('base64url');
  const keyed: Effect<Sibling> = async (act) => ({ key_hash: hash('sha256', token, 'hex'), key_end: token.slice(-4), issued_on: dayOf(act.at) });
  const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => take(act, sibling, id, 'issue', { version: openedVersion(body), effect: keyed })).catch((error: unknown) => {
    if (error instanceof Repeated) return undefined; // the token of the first time was shown then
    throw error;
  });
  if (visit.json) return json(visit, { id, key: row ? token : null }, 201);
  if (row) setCookie(visit.context, KEY_COOKIE, token, { path: keyPath(id), httpOnly: true, sameSite: 'Strict', secure: publicOrigin(visit.context).startsWith('https:'), maxAge: SHOWN_SECONDS });
  return seeOther(visit, keyPath(id));
};

const showToken: Handler = async (visit) => {
  const row = await look(visit, (reading) => get(reading, sibling, visit.param('id')));
  const kept = getCookie(visit.context, KEY_COOKIE);
  return page(visit, <TokenPage frame={frameOf(visit)} row={row} shown={kept && kept.endsWith(row.key_end ?? ' ') ? kept : undefined} address={`${publicOrigin(visit.context)}/api/v1/rollups/${visit.county.slug}`} />);
};

const importForm: Handler = async (visit) => {
  if (!isSuperior(visit)) throw notFound('这个页面');
  return page(visit, <ImportPage frame={frameOf(visit)} />);
};

/** Files that arrive by hand: each is taken in whole or not at all, and what became of it is told. */
const importFile: Handler = async (visit) => {
  const body = await sentFiles(visit, visit.house.files);
  try {
    if (!isSuperior(visit)) throw notFound('这个页面');
    const results: { name: string; taken?: TakenIn; refused?: string }[] = [];
    for (const { name, path } of body.files) results.push({ name, ...(await taken(visit, await readFile(path, 'utf8'))) });
    return page(visit, <ImportPage frame={frameOf(visit)} results={results} />, results.every(({ refused }) => refused) ? 422 : 200);
  } finally {
    await body.drop();
  }
};

const taken = (visit: Visit, text: string): Promise<{ taken?: TakenIn; refused?: string }> =>
  transact(visit.house, visit.actor, null, (act) => takeIn(act, text)).then((result) => ({ taken: result }), (error: unknown) => {
    if (error instanceof Problem) return { refused: error.message };
    throw error;
  });

export function mountSiblings(site: Site): void {
  const one = `/${sibling.path}/:id/${sibling.steps.issue.noun}`;
  const answer = { type: 'object', required: ['id', 'key'], properties: { id: { type: 'string', format: 'uuid' }, key: { type: ['string', 'null'] } } };
  site.add({ method: 'GET', path: importPath, handle: importForm });
  site.add({ method: 'POST', path: importPath, handle: importFile, limit: FILE_LIMIT });
  site.add({ method: 'GET', path: one, handle: showToken });
  site.add({ method: 'POST', path: one, handle: give, proof: true, api: { summary: '发放接口密钥（答复里只有这一次）', tag: sibling.title, status: 201, body: { type: 'object', properties: { request_id: { type: 'string' }, version: { type: 'integer' } } }, answer } });
  mountResource(site, siblings);
}
