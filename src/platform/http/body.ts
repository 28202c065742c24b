import { cleaned } from '#platform/fields.ts';
import { Problem } from '#platform/problems.ts';
import type { Visit } from '#platform/http/visit.ts';
import { expectOwnPage, mediaType } from '#platform/http/security.ts';
import { strangeName } from '#platform/http/strange-names.ts';

/** What was sent with an act: from a form or as JSON, told apart by the content type. */
export interface Sent {
  form?: FormData;
  json?: Record<string, unknown>;
  /** A field as cleaned text, wherever it came from. */
  text(name: string): string | undefined;
}

/** Reads the body and checks that it came from our own page. Sizes are limited before (site.tsx). */
export async function sent(visit: Visit): Promise<Sent> {
  const { req } = visit.context;
  const type = mediaType(req.raw);
  if (type === 'application/json') {
    expectOwnPage(req.raw, undefined, visit.csrf);
    const json = await jsonObject(req.raw);
    return { json, text: (name) => asText(json[name]) };
  }
  if (type !== '' && type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') {
    throw new Problem(415, 'unknown_content', '不支持这种提交格式，请用页面表单或 JSON 提交。');
  }
  const form = await req.raw.formData().catch(() => {
    throw new Problem(400, 'unreadable_form', '没有收到完整的表单，可能是网络中断。请再提交一次。');
  });
  expectOwnPage(req.raw, form.get('csrf'), visit.csrf);
  return { form, text: (name) => asText(form.get(name)) };
}

/** An object in which every name stands once, and none that makes an object what it is (ASVS 1.5.3, 15.3.6). */
async function jsonObject(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text().catch(() => '');
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Problem(400, 'unreadable_json', '提交的 JSON 读不懂，请核对格式：最外层应是一个对象。');
  }
  const strange = strangeName(text);
  if (strange?.is === 'twice') throw new Problem(400, 'repeated_name', `提交的 JSON 里“${strange.name.slice(0, LONGEST_NAME)}”写了两次，不知道以哪个为准。`);
  if (strange) throw new Problem(400, 'unreadable_json', `提交的 JSON 里有不能用的名称“${strange.name}”。`);
  return value as Record<string, unknown>;
}

/** So much of a name is said again. */
const LONGEST_NAME = 40;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const asText = (value: unknown): string | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return cleaned(String(value)) || undefined;
};

/** The id that makes a repeated click harmless: a header for programs, a hidden field in forms. */
export function requestId(visit: Visit, body: Sent): string | null {
  const id = visit.context.req.header('idempotency-key') ?? body.text('request_id');
  if (!id) return null;
  if (!/^[\w-]{8,64}$/.test(id)) throw new Problem(400, 'bad_request_id', '请求编号的格式不对：8到64个字母、数字或短横线。');
  return id;
}

/** The version that the person had open when writing. */
export function openedVersion(body: Sent): number | undefined {
  const text = body.text('version');
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new Problem(400, 'bad_version', '页面里的版本号不对，请重新打开这一条再修改。');
  return Number(text);
}
