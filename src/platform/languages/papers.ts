import type { Context, Hono } from 'hono';

const IN_CHINESE = /<article class="official[^]*?<\/article>/g;
/** As `OfficialSheet` draws it on the page of another language. */
const ELSEWHERE = /<article lang="zh-CN" class="official[^]*?<\/article>/g;

type Answer = (context: Context) => Promise<Response>;

/**
 * An official paper is Chinese whatever the page around it speaks, with every label and day that it quotes: it is taken from the page of
 * the same address in Chinese.
 */
export const withPapersOf = (chinese: Pick<Hono, 'fetch'>, answer: Answer): Answer => async (context) => {
  const own = await answer(context);
  if (context.req.method !== 'GET' || !own.headers.get('content-type')?.startsWith('text/html')) return own;
  const html = await own.text();
  const drawn = html.search(ELSEWHERE) >= 0 ? await papersOn(chinese, context) : [];
  return new Response(html.replace(ELSEWHERE, (other) => drawn.shift() ?? other), { status: own.status, headers: own.headers });
};

async function papersOn(chinese: Pick<Hono, 'fetch'>, { req, env }: Context): Promise<string[]> {
  const headers = new Headers(req.raw.headers);
  headers.delete('accept-encoding');
  const answer = await chinese.fetch(new Request(req.url, { headers }), env);
  return [...(await answer.text()).matchAll(IN_CHINESE)].map(([paper]) => paper.replace('<article', '<article lang="zh-CN"'));
}
