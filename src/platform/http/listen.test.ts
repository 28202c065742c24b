import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { expectFreePort, listen } from './listen.ts';

const slow = new Hono().get('/', async (context) => {
  await new Promise((done) => {
    setTimeout(done, 200);
  });
  return context.text('到');
});

test('an answer that is under way is given before the server closes; then nobody is there', async () => {
  const { port, close } = await listen(slow, 0);
  const asked = fetch(`http://127.0.0.1:${port}/`);
  await new Promise((done) => {
    setTimeout(done, 50);
  });
  await close();
  expect(await (await asked).text()).toBe('到');
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow(/fetch failed/);
});

test('what was begun for somebody who has gone away is over before the server is closed', async () => {
  let over = false;
  const working = new Hono().get('/', async (context) => {
    await new Promise((done) => {
      setTimeout(done, 300);
    });
    over = true;
    return context.text('到');
  });
  const { port, close } = await listen(working, 0);
  const gone = new AbortController();
  const asked = fetch(`http://127.0.0.1:${port}/`, { signal: gone.signal });
  await new Promise((done) => {
    setTimeout(done, 50);
  });
  gone.abort();
  await expect(asked).rejects.toThrow(/abort/i);
  await close();
  expect(over).toBe(true);
});

test('a port in use is refused with what to do', async () => {
  const first = await listen(slow, 0);
  await expect(listen(slow, first.port)).rejects.toThrow(`端口 ${first.port} 已被别的程序占用，请用 PORT`);
  await expect(expectFreePort(first.port)).rejects.toThrow('已被别的程序占用');
  await first.close();
  await expectFreePort(first.port);
});
