import { getCookie, setCookie } from 'hono/cookie';
import { committeeChoices, committeesNow } from '#institutions/facts.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { openedVersion, requestId, sent } from '#platform/http/body.ts';
import { derivedFacts } from '#platform/http/derived.tsx';
import { choiceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { publicOrigin } from '#platform/identity/browser.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Repeated } from '#platform/problems.ts';
import { transact } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { shownMoment, today } from '#platform/time.ts';
import { correctPartner, enterPartner, sentSoFar, type SentSoFar } from '#duties/opinions/open311/actions.ts';
import { keyed, newKey } from '#duties/opinions/open311/keys.ts';
import { GuidePage, guidePath, KeyPage, partnerPath } from '#duties/opinions/open311/pages.tsx';
import { partnerFields, partnerSystem, rights, type PartnerSystem } from '#duties/opinions/open311/record.ts';
import { servicesOn } from '#duties/opinions/open311/services.ts';

interface Around extends Surroundings {
  places: Map<string, string>;
  sent: ReadonlyMap<string, SentSoFar>;
}

const lastWords = (last: Date | undefined): string => (last ? shownMoment(last) : '');

const partners = resource<PartnerSystem, Around>({
  declared: partnerSystem,
  fields: partnerFields,
  newLabel: '登记对接系统',
  async around(reading, rows) {
    const committees = await committeeChoices(reading);
    return { choices: { committee: committees }, places: new Map(committees.map(({ value, label }) => [value, label])), sent: await sentSoFar(reading, rows.map(({ id }) => id)) };
  },
  known: () => ({ rights: 'write' }),
  enter: enterPartner,
  correct: (act, row, values) => correctPartner(act, row, values),
  listing: {
    columns: [
      { key: 'name', label: '系统', cell: (row) => row.name, onCards: 'title', fixed: true, sort: 'name' },
      { key: 'rights', label: '可以做什么', cell: (row) => rights[row.rights as keyof typeof rights] },
      { key: 'sent', label: '送来', cell: (row, around) => `${around.sent.get(row.id)?.sent ?? 0}件`, tight: true },
      { key: 'last', label: '最近一件', cell: (row, around) => lastWords(around.sent.get(row.id)?.last), tight: true },
      { key: 'issued_on', label: '密钥发放', cell: (row) => row.issued_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => partnerSystem.states[row.state as 'waiting'].label, tight: true },
    ],
    filters: [searchOn(partnerSystem, '名称'), stateFilter(partnerSystem), choiceOn('rights', '可以做什么', rights, { more: true })],
    defaultSort: 'name',
    empty: '还没有对接系统。12345热线等要把群众反映的事转进来的，先在这里登记，再发给它一把密钥。',
  },
  lead: (row) => rights[row.rights as keyof typeof rights],
  facts: (row, around) => [
    ...derivedFacts(partnerFields, row, around.choices),
    { label: '密钥', value: row.key_end && `末四位 ${row.key_end}，${row.issued_on} 发放` },
    { label: '送来', value: `${around.sent.get(row.id)?.sent ?? 0}件` },
    { label: '最近一件', value: lastWords(around.sent.get(row.id)?.last) },
  ],
  listOthers: () => [{ label: '怎样接上系统', href: guidePath }],
  others: () => [{ label: '怎样接上系统', href: guidePath }],
});

const KEY_COOKIE = 'partner_key';
const SHOWN_SECONDS = 600;

/** Makes the key in the act and hands it to this browser alone; programs get it in the answer. */
const give = (step: 'issue' | 'renew'): Handler => async (visit) => {
  const body = await sent(visit);
  const id = visit.param('id');
  const key = newKey();
  const taking = { version: openedVersion(body), effect: keyed(key) };
  const row = await transact(visit.house, visit.actor, requestId(visit, body), (act) => take(act, partnerSystem, id, step, taking)).catch((error: unknown) => {
    if (error instanceof Repeated) return undefined; // the key of the first time was shown then
    throw error;
  });
  if (visit.json) return json(visit, { id, key: row ? key : null }, 201);
  if (row) keepForTheOffice(visit, id, key);
  return seeOther(visit, `${partnerPath(id)}/key`);
};

const keepForTheOffice = ({ context }: Visit, id: string, key: string): void =>
  setCookie(context, KEY_COOKIE, key, { path: `${partnerPath(id)}/key`, httpOnly: true, sameSite: 'Strict', secure: publicOrigin(context).startsWith('https:'), maxAge: SHOWN_SECONDS });

const showKey: Handler = async (visit) => {
  const row = await look(visit, (reading) => get(reading, partnerSystem, visit.param('id')));
  const kept = getCookie(visit.context, KEY_COOKIE);
  const shown = kept && kept.endsWith(row.key_end ?? ' ') ? kept : undefined;
  return page(visit, <KeyPage frame={frameOf(visit)} row={row} shown={shown} />);
};

const guide: Handler = async (visit) => {
  if (!holds(visit.actor, 'county_office', 'auditor', 'maintainer')) throw notFound('这个页面');
  const { services, places } = await look(visit, async (reading) => ({ services: await servicesOn(reading, today()), places: await committeesNow(reading) }));
  return page(visit, <GuidePage frame={frameOf(visit)} base={`${publicOrigin(visit.context)}/open311/v2/${visit.county.slug}`} services={services} places={places} />);
};

const issued = { type: 'object', required: ['id', 'key'], properties: { id: { type: 'string', format: 'uuid' }, key: { type: ['string', 'null'] } } };

export function mount(site: Site): void {
  const one = `/${partnerSystem.path}/:id`;
  const api = (summary: string) => ({ summary, tag: partnerSystem.title, status: 201, body: { type: 'object', properties: { request_id: { type: 'string' }, version: { type: 'integer' } } }, answer: issued });
  site.add({ method: 'GET', path: guidePath, handle: guide });
  site.add({ method: 'GET', path: `${one}/${partnerSystem.steps.issue.noun}`, handle: showKey });
  site.add({ method: 'POST', path: `${one}/${partnerSystem.steps.issue.noun}`, handle: give('issue'), proof: true, api: api('发放密钥（答复里只有这一次）') });
  site.add({ method: 'POST', path: `${one}/${partnerSystem.steps.renew.noun}`, handle: give('renew'), proof: true, api: api('换发密钥（旧的同时作废）') });
  mountResource(site, partners);
}
