import type { Context, Hono } from 'hono';

const IN_CHINESE = /<article class="official[^]*?<\/article>/g;
/** As `OfficialSheet` draws it on the page of another language. */
const ELSEWHERE = /<article lang="zh-CN" class="official[^]*?<\/article>/g;

type Answer = (context: Context) => Promise<Response>;

/** Where somebody writes, with what stands there: titles and texts that the program drafts. */
const FIELD = /<textarea\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)<\/textarea>|<input\b(?![^>]*\btype="(?!text))[^>]*\bname="([^"]*)"[^>]*\bvalue="([^"]*)"[^>]*>/g;
/** A draft in another language has words of Latin letters; days and numbers are alike in all. */
const WORD = /[A-Za-z]{2}|[^\p{Script=Han}\P{L}A-Za-z]/u;

/**
 * An official paper is Chinese whatever the page around it speaks, with every label and day that it quotes, and so is what a form begins
 * with, because it is kept when it is sent: both are taken from the page of the same address in Chinese.
 */
export const withPapersOf = (chinese: Pick<Hono, 'fetch'>, answer: Answer): Answer => async (context) => {
  const own = await answer(context);
  if (context.req.method !== 'GET' || !own.headers.get('content-type')?.startsWith('text/html')) return own;
  const html = await own.text();
  const drafts = begunOn(html).some(({ text }) => WORD.test(text));
  const page = drafts || html.search(ELSEWHERE) >= 0 ? await inChinese(chinese, context) : '';
  const drawn = [...page.matchAll(IN_CHINESE)].map(([paper]) => paper.replace('<article', '<article lang="zh-CN"'));
  const withPapers = html.replace(ELSEWHERE, (other) => drawn.shift() ?? other);
  return new Response(drafts ? withDrafts(withPapers, begunOn(page)) : withPapers, { status: own.status, headers: own.headers });
};

async function inChinese(chinese: Pick<Hono, 'fetch'>, { req, env }: Context): Promise<string> {
  const headers = new Headers(req.raw.headers);
  headers.delete('accept-encoding');
  return (await chinese.fetch(new Request(req.url, { headers }), env)).text();
}

interface Begun {
  name: string;
  text: string;
}

/** The fields of a page with what they begin with, in their order. */
const begunOn = (html: string): Begun[] =>
  [...html.matchAll(FIELD)].map(([, area, written = '', input, value]) => ({ name: area ?? input!, text: value ?? written }));

/** Each field with what it begins with in Chinese; one that is not there keeps its own. */
function withDrafts(html: string, chinese: readonly Begun[]): string {
  const begun = Map.groupBy(chinese, ({ name }) => name);
  return html.replace(FIELD, (field: string, area?: string, written?: string, input?: string, value?: string) => {
    const text = begun.get(area ?? input!)?.shift()?.text;
    if (text === undefined) return field;
    return area === undefined ? field.replace(`value="${value}"`, () => `value="${text}"`) : field.replace(`>${written}</textarea>`, () => `>${text}</textarea>`);
  });
}
