import { z } from 'zod';
import { fileLimits } from '#platform/files/limits.ts';
import { FILES } from '#platform/files/taking-in.ts';
import { attachers, type Recorded } from '#platform/lifecycle/lifecycle.ts';
import { resourceActs } from '#platform/http/resource-acts.tsx';
import { resourceViews, type ResourceViews } from '#platform/http/resource-views.tsx';
import { resourceAttachments } from '#platform/http/resource-attachments.ts';
import type { Resource, Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';

const schemaOf = (fields: z.ZodObject) => z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });

/** What only the description of the API says is made when that is asked for, which on most days nobody does (decision 35). */
function whenAsked<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Gives a record its addresses: list, downloads, detail, forms and one address for each step's noun. */
export function mountResource<Row extends Recorded, Around extends Surroundings>(site: Site, one: Resource<Row, Around>): void {
  const { declared } = one;
  site.resources.set(declared.name, one);
  const views = resourceViews(one);
  const acts = resourceActs(one, views);
  const base = `/${declared.path}`;
  const tag = declared.title;
  const content = whenAsked(() => schemaOf(one.fields));
  const record = whenAsked(() => recordSchema(declared.name, Object.keys(declared.states), content()));
  const entered = whenAsked(() => withRequest(content()));
  const corrected = whenAsked(() => withRequest(schemaOf(one.fields.partial())));

  site.add({ method: 'GET', path: base, handle: views.list, readsOnly: true, api: { summary: `${tag}列表`, tag, query: listQuery(one), get answer() { return listOf(record()); } } });
  site.add({ method: 'GET', path: `${base}.csv`, handle: views.download('csv') });
  site.add({ method: 'POST', path: `${base}.csv`, handle: views.provedCsv, proof: true });
  site.add({ method: 'GET', path: `${base}.xlsx`, handle: views.download('xlsx') });
  site.add({ method: 'POST', path: `${base}.xlsx`, handle: views.writing, proof: true });
  if (one.newLabel !== false) {
    site.add({ method: 'GET', path: `${base}/new`, handle: views.blank });
    site.add({ method: 'POST', path: base, handle: acts.enter, proof: one.provedEntry, limit: one.paper && fileLimits.sending, api: { summary: `登记${tag}`, tag, get body() { return entered(); }, get answer() { return record(); }, status: 201 } });
  }
  site.add({ method: 'GET', path: `${base}/:id`, handle: views.show, readsOnly: true, api: { summary: `查看${tag}`, tag, get answer() { return record(); } } });
  if (declared.editable.in.length > 0) {
    site.add({ method: 'GET', path: `${base}/:id/edit`, handle: views.correction });
    site.add({ method: 'POST', path: `${base}/:id`, handle: acts.correct, proof: one.provedEntry });
    site.add({ method: 'PATCH', path: `${base}/:id`, handle: acts.correct, proof: one.provedEntry, api: { summary: `修改${tag}`, tag, get body() { return corrected(); }, get answer() { return record(); } } });
  }
  for (const [name, step] of Object.entries(declared.steps)) {
    const input = whenAsked(() => withRequest(step.input ? schemaOf(step.input) : { type: 'object', properties: {} }, step.reason));
    site.add({
      method: 'POST', path: `${base}/:id/${step.noun}`, handle: acts.take(name), proof: step.proof,
      api: { summary: `${step.label}（${tag}）`, tag, get body() { return input(); }, get answer() { return record(); } },
    });
  }
  if (attachers(declared).length > 0) mountAttachments(site, one, views);
}

function mountAttachments<Row extends Recorded, Around extends Surroundings>(site: Site, one: Resource<Row, Around>, views: ResourceViews<Row>): void {
  const files = resourceAttachments(one, views);
  const path = `/${one.declared.path}/:id/attachments`;
  const tag = one.declared.title;
  site.add({
    method: 'POST', path, handle: files.attach, limit: fileLimits.sending,
    api: { summary: `添加附件（${tag}）`, tag, body: sentFiles, bodyType: 'multipart/form-data', answer: listOfFiles, status: 201 },
  });
  site.add({
    method: 'GET', path: `${path}/:attachment`, handle: files.open, readsOnly: true,
    api: { summary: `下载附件（${tag}）`, tag, query: [{ name: 'view', in: 'query', description: '图片填 1 可直接显示', schema: { type: 'string' } }], answer: { type: 'string', format: 'binary' }, answerType: '*/*' },
  });
  site.add({ method: 'POST', path: `${path}/:attachment/withdrawal`, handle: files.withdraw, api: { summary: `撤下附件（${tag}）`, tag, body: withRequest({}, true), answer: listOfFiles } });
}

const sentFiles = {
  type: 'object',
  required: [FILES],
  properties: {
    csrf: { type: 'string', description: '页面上的表单校验码' },
    request_id: { type: 'string', description: '同一编号重复提交只办理一次' },
    [FILES]: { type: 'array', maxItems: fileLimits.atOnce, items: { type: 'string', format: 'binary' } },
  },
};

const file = {
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' }, name: { type: 'string' }, kind: { type: 'string' }, bytes: { type: 'integer' }, sha256: { type: 'string' },
    added_by: { type: 'string' }, added_at: { type: 'string', format: 'date-time' }, href: { type: 'string' },
  },
};

const listOfFiles = { type: 'object', required: ['items'], properties: { items: { type: 'array', items: file } } };

interface ObjectSchema {
  type?: unknown;
  properties?: Record<string, unknown>;
  required?: string[];
}

const recordSchema = (name: string, states: string[], content: ObjectSchema) => ({
  title: name,
  type: 'object',
  required: ['id', 'state', 'version'],
  properties: {
    id: { type: 'string', format: 'uuid' },
    state: { type: 'string', enum: states },
    version: { type: 'integer' },
    changed_at: { type: 'string', format: 'date-time' },
    ...Object.fromEntries(Object.entries(content.properties ?? {}).map(([key, value]) => [key, { anyOf: [value, { type: 'null' }] }])),
    attachments: { type: 'array', items: file },
    offers: { type: 'array', items: { type: 'object', properties: { step: { type: 'string' }, label: { type: 'string' }, noun: { type: 'string' }, refusal: { type: 'object' } } } },
  },
});

const listOf = (item: object) => ({
  type: 'object',
  required: ['items', 'total', 'page', 'size'],
  properties: { items: { type: 'array', items: item }, total: { type: 'integer' }, total_is: { type: 'string', enum: ['exact', 'at_least'] }, page: { type: 'integer' }, size: { type: 'integer' } },
});

const withRequest = (content: ObjectSchema, reason = false) => ({
  type: 'object',
  properties: {
    ...content.properties,
    request_id: { type: 'string', description: '同一编号重复提交只办理一次' },
    version: { type: 'integer', description: '打开时的版本；之后被别人改过则答 409' },
    on_behalf_of: { type: 'string', description: '代谁登记（纸质、电话）' },
    ...(reason ? { reason: { type: 'string' } } : {}),
  },
  required: [...(content.required ?? []), ...(reason ? ['reason'] : [])],
});

const listQuery = <Row extends Recorded, Around extends Surroundings>(one: Resource<Row, Around>) => [
  ...one.listing.filters.flatMap((filter) => filter.names.map((name) => ({ name, in: 'query', schema: { type: 'string' } }))),
  ...['page', 'size'].map((name) => ({ name, in: 'query', schema: { type: 'integer' } })),
  { name: 'sort', in: 'query', schema: { type: 'string' } },
  ...['figure', 'from', 'to', 'committee', 'asof'].map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
];
