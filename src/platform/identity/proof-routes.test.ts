import { expect, test } from 'vitest';
import { atTheDoor } from '../../../test/door.ts';
import { foundCounty, setParameter, unproved } from '#platform/identity/fixtures.ts';

const { door, newBrowser, signedIn } = atTheDoor();

test('what signs asks once more who one is when the last proof is old, and loses nothing of what was typed', async () => {
  const { browser, account, fields } = await signedIn();
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).page).toBe('sealed 甲');
  await unproved(door.database.ownerPool, door.county.id, account, 31);
  await browser.go('/me/security').then((at) => at.send('/sealing', { words: '关于修路的<建议>' }));
  expect(browser.status).toBe(403);
  expect((await newBrowser().go('/me/security').then(async (other) => {
    other.cookies = browser.cookies;
    return other.go('/sealing', { method: 'POST', body: new URLSearchParams({ words: '别处来的' }) });
  })).page).not.toContain('name="proof"'); // a form of another site is not carried along
  expect(browser.page).toContain('name="words" value="关于修路的&lt;建议&gt;"');
  await browser.send('/sealing', { words: '关于修路的<建议>', proof: 'not the password' });
  expect(browser.status).toBe(422);
  expect(browser.page).not.toContain('not the password');
  await browser.send('/sealing', { words: '关于修路的<建议>', proof: fields.password });
  expect(browser.page).toBe('sealed 关于修路的<建议>');
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '乙' }))).page).toBe('sealed 乙');
});

test('for programs the proof is an operation of its own; wrong ones lock the account as at the door', async () => {
  const { browser, account, fields } = await signedIn();
  await unproved(door.database.ownerPool, door.county.id, account, 31);
  const asJson = (path: string, body: object) => browser.go(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', accept: 'application/json' } });
  expect((await asJson('/sealing', { words: '甲' })).page).toContain('prove_again');
  expect((await asJson('/api/v1/me/proof', { proof: fields.password })).page).toBe('{"proved":true}');
  expect((await asJson('/sealing', { words: '甲' })).page).toBe('sealed 甲');
  await unproved(door.database.ownerPool, door.county.id, account, 31);
  for (let round = 0; round < 5; round++) expect((await asJson('/api/v1/me/proof', { proof: 'wrong' })).status).toBe(422);
  expect((await asJson('/api/v1/me/proof', { proof: fields.password })).status).toBe(429);
});

test('the county says how old a proof may be', async () => {
  const somewhere = await foundCounty(door.database.ownerPool, 'guarded');
  await setParameter(door.database.ownerPool, somewhere.id, 'proof.minutes', '5');
  const { browser, account } = await signedIn(somewhere);
  await unproved(door.database.ownerPool, somewhere.id, account, 4);
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).page).toBe('sealed 甲');
  await unproved(door.database.ownerPool, somewhere.id, account, 6);
  expect((await browser.go('/me/security').then((at) => at.send('/sealing', { words: '甲' }))).status).toBe(403);
});
