import { expect, test } from 'vitest';
import { atTheDoor } from '../../../test/door.ts';
import { foundCounty } from '#platform/identity/fixtures.ts';

const { door, newBrowser, clerk, signedIn } = atTheDoor();
let number = 0;

/** S-10: what the limit counts by cannot be chosen by whoever is counted. */
test.each([
  ['x-forwarded-for', '203.0.113.7'], ['x-real-ip', '203.0.113.7'], ['forwarded', 'for=203.0.113.7'], ['true-client-ip', '203.0.113.7'], ['cf-connecting-ip', '203.0.113.7'],
  ['x-forwarded-host', 'evil.example'],
])('a forged %s changes neither the address that is counted nor where the program believes to be', async (header, value) => {
  const where = await foundCounty(door.database.ownerPool, `forged-${header.slice(0, 20)}`);
  const guess = (headers: Record<string, string>) => newBrowser().send('/login', { county: where.slug, login: `guess${++number}`, password: 'wrong' }, headers);
  const statuses = [];
  for (let round = 0; round < 41; round++) statuses.push((await guess({ [header]: value.replace(/7$/, String(round)) })).status);
  expect(statuses.slice(0, 40).every((status) => status === 401)).toBe(true);
  expect(statuses[40]).toBe(429);
  const { fields } = await clerk();
  const answer = await door.app.request('http://localhost/login', { method: 'POST', body: new URLSearchParams(fields), headers: { [header]: value } });
  expect(answer.headers.get('location')).toBe('/');
  expect(answer.headers.getSetCookie().join()).not.toContain('__Host-');
});

test('behind a proxy that is named, the address is the one that the proxy added, not those that came with the request', async () => {
  process.env['TRUST_PROXY'] = '1';
  try {
    const where = await foundCounty(door.database.ownerPool, 'proxied');
    const guess = (forwarded: string) => newBrowser().send('/login', { county: where.slug, login: `guess${++number}`, password: 'wrong' }, { 'x-forwarded-for': forwarded });
    for (let round = 0; round < 40; round++) expect((await guess(`203.0.113.${round}, 198.51.100.1`)).status).toBe(401);
    expect((await guess('203.0.113.200, 198.51.100.1')).status).toBe(429);
    expect((await guess('203.0.113.200, 198.51.100.2')).status).toBe(401);
  } finally {
    delete process.env['TRUST_PROXY'];
  }
});

/** S-12: a body is read as what it says it is, or not at all. */
test.each([
  ['application/json', 401], ['application/json; charset=utf-8', 401], ['APPLICATION/JSON', 401], ['application/x-www-form-urlencoded;charset=UTF-8', 422],
  ['text/plain', 415], ['text/plain; application/json', 415], ['application/jsonp', 415], ['application/json-patch+json', 415], ['application/vnd.api+json', 415],
  ['application/xml', 415], ['text/html', 415], ['multipart/mixed; boundary=x', 415],
])('content of the type %s is answered with %s', async (type, status) => {
  const body = JSON.stringify({ county: 'yunling', login: 'nobody-at-all', password: 'wrong' });
  const answer = await door.app.request('/login', { method: 'POST', body, headers: { 'content-type': type } });
  expect(answer.status).toBe(status);
});

test('whatever is sent to the addresses of keys and of signing in elsewhere, by nobody or by the office, none of it is a fault', async () => {
  const { browser } = await signedIn();
  await browser.go('/me/security');
  const { page } = browser;
  const odd = ['', 'x', '{}', '[]', '{"id":1}', "'; drop table passkeys; --", '\u0000', '📎'.repeat(50), 'x'.repeat(30_000)];
  const posts = ['/login/passkey/options', '/login/passkey', '/login/code/passkey', '/login/enrolment/passkey/options', '/login/enrolment/passkey', '/me/passkeys/options', '/me/passkeys',
    '/me/passkeys/not-an-id/removal', '/me/proof/passkey', '/login/sign-on/yunling/logout', '/login/sign-on/nowhere/logout', '/sign-on', '/sign-on/people/x/removal', '/sign-on/people/0198c000-0000-7000-8000-000000000001'];
  const gets = ['/me/passkeys/new', '/me/passkeys/first', '/sign-on', '/sign-on/people/x', '/login/sign-on/yunling', '/login/sign-on/yunling/return?state=%00&code=x', '/login/sign-on/%00', '/login/sign-on/yunling/again', '/login/sign-on/yunling/leaving'];
  const found: string[] = [];
  for (const value of odd) {
    for (const path of posts) {
      for (const visitor of [newBrowser(), browser]) {
        visitor.page = visitor === browser ? page : '';
        await visitor.send(path, { passkey: value, name: value, logout_token: value, subject: value, label: value, issuer: value, client_id: value, secret: value, next: value });
        if (visitor.status >= 500) found.push(`${path} ${value.slice(0, 20)}: ${visitor.status}`);
      }
    }
  }
  for (const path of gets) for (const visitor of [newBrowser(), browser]) if ((await visitor.go(path)).status >= 500) found.push(path);
  expect(found).toEqual([]);
});
