import { hash } from 'node:crypto';
import { json } from '#platform/http/answers.tsx';
import { knownCounties } from '#platform/http/counties.ts';
import type { Site } from '#platform/http/site.tsx';
import type { Handler } from '#platform/http/visit.ts';
import { attempts } from '#platform/identity/attempts.ts';
import { program, type Actor } from '#platform/identity/actor.ts';
import { originOf } from '#platform/identity/browser.ts';
import { all, is } from '#platform/predicate.ts';
import { notFound, Problem } from '#platform/problems.ts';
import { reading, transact } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { askedFile } from '#reports/sharing/outgoing.ts';
import { FILE_LIMIT } from '#reports/sharing/file.ts';
import { takeIn } from '#reports/sharing/incoming.ts';
import { sibling, type Sibling } from '#reports/sharing/siblings/record.ts';

/** A county reports a few times a month; whoever sends more often is a loop that went wrong. */
const sending = attempts({ kind: 'rolled up', tries: 30, minutes: 10, sentence: '送得太频繁，请过10分钟再送。每次送的都是全部数字，一天一次就够。' });
/** Wrong tokens only; right ones are forgiven. */
const wrongKeys = attempts({ kind: 'rolled up key', tries: 20, minutes: 15, sentence: '接口密钥连续没有对上，请过15分钟再试，并向上级核对密钥。' });

/**
 * The signed file of a county with its own machine, sent instead of carried: the token says who sends, the signature whose numbers they are. Sent twice it
 * is taken in once. The answer brings back what is asked and how the counties stand, signed by the superior.
 */
const receive: Handler = async (visit) => {
  const superior = (await knownCounties(visit.house).all()).find(({ slug, level }) => slug === visit.param('superior') && level !== 'county');
  if (!superior) throw notFound('这个上级的接口');
  const from = originOf(visit.context).address;
  const token = /^Bearer ([\w-]{20,100})$/.exec(visit.context.req.header('authorization') ?? '')?.[1];
  const door = { house: visit.house, county: superior };
  await wrongKeys.count(door, from);
  const sender = token && (await findSender(visit.house, superior.id, token));
  if (!sender) throw new Problem(401, 'bad_key', '接口密钥不对，或者已经换发、停用。请求头要写 Authorization: Bearer 加上级发放的密钥。');
  await wrongKeys.forgive(door, from);
  await sending.count(door, sender.id);
  const text = await visit.context.req.raw.text();
  const actor: Actor = { ...program(superior.id), name: sender.name, system: sender.name };
  const answer = await transact(visit.house, actor, null, async (act) => ({ ...(await takeIn(act, text, sender)), asked: await askedFile(act, superior.bodyName) }));
  return json(visit, answer, answer.again ? 200 : 201);
};

const findSender = (house: Parameters<Handler>[0]['house'], superior: string, token: string): Promise<Sibling | undefined> =>
  reading(house, program(superior), async (look) =>
    (await list<Sibling>(look, sibling, { where: all(is<Sibling>('key_hash', hash('sha256', token, 'hex')), is<Sibling>('state', 'active')), limit: 1 }))[0]);

const taken = {
  type: 'object',
  required: ['county', 'serial', 'again', 'new', 'same', 'restated', 'left'],
  properties: {
    county: { type: 'string' }, serial: { type: 'integer' }, again: { type: 'boolean', description: '这份文件以前收过，没有重复收' },
    new: { type: 'integer' }, same: { type: 'integer' }, restated: { type: 'integer' }, left: { type: 'array', items: { type: 'string' } }, asked: { type: 'object', description: '上级要的数字和各县中位数，有上级的签名' },
  },
};

export function mountApi(site: Site): void {
  site.add({
    method: 'POST', path: '/rollups/:superior', open: true, handle: receive, limit: FILE_LIMIT,
    api: { summary: '送上报文件（签名的 JSON，凭上级发放的密钥）', tag: sibling.title, status: 201, body: { type: 'object', required: ['format', 'public_key', 'signature', 'content'] }, answer: taken },
  });
}
