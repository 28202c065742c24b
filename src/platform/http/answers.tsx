import type { Child } from 'hono/jsx';
import { Problem } from '#platform/problems.ts';
import type { Bytes } from '#platform/http/kept-answers.ts';
import { headed } from '#platform/http/security.ts';
import { recognised } from '#platform/languages/recognised.ts';
import type { Notice } from '#platform/ui/frame.ts';
import type { Visit } from '#platform/http/visit.ts';

/** A whole page. Never cached: it shows what this person may see now. */
export async function page(visit: Visit, content: Child | Promise<Child>, status = 200): Promise<Response> {
  visit.context.header('cache-control', 'no-store');
  return visit.context.html(String(await content), status as 200);
}

export function json(visit: Visit, body: unknown, status = 200): Response {
  visit.context.header('cache-control', 'no-store');
  return visit.context.json(body as object, status as 200);
}

/** JSON that the database wrote. */
export function jsonBytes(visit: Visit, bytes: Bytes): Response {
  return headed(visit.context, bytes, { 'cache-control': 'no-store', 'content-type': 'application/json' });
}

const NOTICE = 'notice';

/** After a successful act: see the result, with one sentence about what happened (303, so that reloading repeats nothing). */
export function seeOther(visit: Visit, href: string, notice?: Notice): Response {
  if (notice) {
    const text = Buffer.from(JSON.stringify(notice)).toString('base64url');
    visit.context.header('set-cookie', `${NOTICE}=${text}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`, { append: true });
  }
  return visit.context.redirect(href, 303);
}

/** The sentence carried over the last redirect; shown once. */
export function takeNotice(visit: Visit, cookie: string | undefined): Notice | undefined {
  if (!cookie) return undefined;
  visit.context.header('set-cookie', `${NOTICE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`, { append: true });
  try {
    const notice = JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')) as Notice;
    const known = ['good', 'info', 'warning'].includes(notice.tone) && typeof notice.sentence === 'string';
    return known ? { tone: notice.tone, sentence: recognised(notice.sentence.slice(0, 300)) } : undefined;
  } catch {
    return undefined;
  }
}

/** RFC 9457 problem details with the Chinese sentence as `detail`, and sentences by field. */
export function problemDetails(problem: Problem, number: string): object {
  return {
    type: `urn:lianxinqiao:problem:${problem.code}`,
    title: titles[problem.status],
    status: problem.status,
    detail: problem.message,
    fields: Object.keys(problem.fields).length > 0 ? problem.fields : undefined,
    clause: problem.clause,
    instance: `urn:lianxinqiao:request:${number}`,
  };
}

export const titles: Record<number, string> = {
  400: '请求没有读懂', 401: '请先登录', 403: '这件事不由您办理', 404: '没有找到', 405: '这里不能这样操作', 409: '情况已经变化',
  413: '内容太大', 415: '文件种类不对', 422: '还差一点', 429: '请稍等片刻', 500: '系统出了问题',
};
