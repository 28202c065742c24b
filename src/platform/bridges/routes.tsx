import { sql } from 'kysely';
import { getCookie, setCookie } from 'hono/cookie';
import { correctBridge, enterBridge, signedWith } from '#platform/bridges/actions.ts';
import { mayBeTold } from '#platform/bridges/outbox.ts';
import { MessagesSection, SecretPage, bridgePath, type SentMessage } from '#platform/bridges/pages.tsx';
import { bridge, bridgeFields, type Bridge } from '#platform/bridges/record.ts';
import { sendAgain, sendSoon } from '#platform/bridges/sending.ts';
import { digests, newSecret } from '#platform/bridges/signing.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent } from '#platform/http/body.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { get, isId } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';

interface Around extends Surroundings {
  messages: SentMessage[];
}

/** The latest of one bridge. */
const MOST_SHOWN = 50;

async function messagesOf({ db, county }: Reading, id: string): Promise<SentMessage[]> {
  const { rows } = await sql<SentMessage>`
    select id, record, step, record_id, at, state, tries, sent_at, next_try, problem from bridge_messages
    where county_id = ${county} and bridge_id = ${id} order by id desc limit ${MOST_SHOWN}`.execute(db);
  return rows;
}

const bridges = resource<Bridge, Around>({
  declared: bridge,
  fields: bridgeFields,
  newLabel: '登记消息对接',
  around: async (reading, rows) => ({ choices: {}, messages: rows.length === 1 ? await messagesOf(reading, rows[0]!.id) : [] }),
  known: () => ({ digest: 'sha256' }),
  enter: enterBridge,
  correct: correctBridge,
  listing: {
    columns: [
      { key: 'name', label: '对方系统', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name' },
      { key: 'kinds', label: '推送哪些事', cell: (row) => row.kinds.replaceAll('\n', '、') },
      { key: 'issued_on', label: '密钥发放', cell: (row) => row.issued_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => bridge.states[row.state as 'waiting'].label, tight: true },
    ],
    filters: [stateFilter(bridge)],
    defaultSort: 'name',
    empty: '还没有消息对接。县里的政务协同平台要提醒大家来办事的，先在这里登记，再发给它一把密钥。',
  },
  lead: (row) => digests[row.digest as keyof typeof digests],
  facts: (row, around) => [...derivedFacts(bridgeFields, row, around.choices), { label: '密钥', value: row.issued_on && `${row.issued_on} 发放` }],
  sections: (row, { messages }, visit) => <MessagesSection row={row} messages={messages} house={visit.house} csrf={visit.csrf} mayAct={holds(visit.actor, 'county_office')} />,
});

const SECRET_COOKIE = 'bridge_secret';
const SHOWN_SECONDS = 600;

/** Makes the secret in the act and hands it to this browser alone; programs get it in the answer. */
const give = (step: 'issue' | 'renew'): Handler => async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const secret = newSecret();
  const taking = { version: openedVersion(body), effect: signedWith(secret) };
  const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => take<Bridge>(act, bridge, id, step, taking)).catch((error: unknown) => {
    if (error instanceof Repeated) return undefined; // the secret of the first time was shown then
    throw error;
  });
  if (visit.json) return json(visit, { id, secret: row ? secret : null }, 201);
  if (row) keepForTheOffice(visit, id, secret);
  return seeOther(visit, `${bridgePath(id)}/key`);
};

const keepForTheOffice = ({ context }: Visit, id: string, secret: string): void =>
  setCookie(context, SECRET_COOKIE, secret, { path: `${bridgePath(id)}/key`, httpOnly: true, sameSite: 'Strict', secure: publicOrigin(context).startsWith('https:'), maxAge: SHOWN_SECONDS });

const showSecret: Handler = async (visit) => {
  const row = await look(visit, (reading) => get<Bridge>(reading, bridge, visit.param('id')));
  const kept = getCookie(visit.context, SECRET_COOKIE);
  const told = [...visit.house.records.values()].filter(mayBeTold).map(({ title }) => title);
  return page(visit, <SecretPage frame={frameOf(visit)} row={row} shown={kept && kept === row.secret ? kept : undefined} told={told} />);
};

const again: Handler = async (visit) => {
  await sent(visit);
  const [id, message] = [visit.param('id'), visit.param('message')];
  await look(visit, (reading) => get<Bridge>(reading, bridge, id));
  if (!holds(visit.actor, 'county_office')) throw notFound('这条消息');
  if (!isId(message) || !(await sendAgain(visit.house, visit.county.id, id, message, new Date()))) throw notFound('这条消息');
  sendSoon(visit.house, visit.county.id);
  return visit.json ? json(visit, { id: message, state: 'waiting' }) : seeOther(visit, bridgePath(id), { tone: 'info', sentence: '已排队再发一次，过一会儿刷新看结果。' });
};

const issued = { type: 'object', required: ['id', 'secret'], properties: { id: { type: 'string', format: 'uuid' }, secret: { type: ['string', 'null'] } } };

export function mount(site: Site): void {
  const one = `/${bridge.path}/:id`;
  const api = (summary: string) => ({ summary, tag: bridge.title, status: 201, body: { type: 'object', properties: { request_id: { type: 'string' }, version: { type: 'integer' } } }, answer: issued });
  site.add({ method: 'GET', path: `${one}/${bridge.steps.issue.noun}`, handle: showSecret });
  site.add({ method: 'POST', path: `${one}/${bridge.steps.issue.noun}`, handle: give('issue'), proof: true, api: api('发放密钥（答复里只有这一次）') });
  site.add({ method: 'POST', path: `${one}/${bridge.steps.renew.noun}`, handle: give('renew'), proof: true, api: api('换发密钥（旧的同时作废）') });
  site.add({ method: 'POST', path: `${one}/messages/:message/resending`, handle: again, api: { summary: '再发一次', tag: bridge.title, body: { type: 'object', properties: {} }, answer: { type: 'object' } } });
  mountResource(site, bridges);
}
